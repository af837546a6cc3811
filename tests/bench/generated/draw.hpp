// Draws that are the same everywhere: the engine is fixed by the standard, the distributions are ours (those
// of the standard library differ between libraries).
#pragma once
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

namespace bench {

// A measured distribution: the value below which `share` of the cases lie, rising.
struct Quantile {
    double share, value;
};

class Draw {
public:
    explicit Draw(std::uint64_t seed) : engine_(seed) {}

    double unit() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }  // [0, 1)
    bool chance(double share) { return unit() < share; }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(unit() * static_cast<double>(n)); }
    int between(int first, int last) {
        return first + static_cast<int>(below(static_cast<std::size_t>(last - first + 1)));
    }
    template <class Row>
    const Row& one_of(std::span<const Row> rows) {
        return rows[below(rows.size())];
    }
    // Straight lines between the measured points.
    int from(std::span<const Quantile> table) {
        const double at = unit();
        for (std::size_t i = 1; i < table.size(); ++i)
            if (at < table[i].share) {
                const auto& low = table[i - 1];
                const auto& high = table[i];
                return static_cast<int>(low.value + (high.value - low.value) * (at - low.share) /
                                                        (high.share - low.share));
            }
        return static_cast<int>(table.back().value);
    }
    // The index of a row, by weights that need not add up to one.
    std::size_t weighted(std::span<const double> weights) {
        double sum = 0;
        for (const double weight : weights) sum += weight;
        double at = unit() * sum;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if ((at -= weights[i]) < 0) return i;
        return weights.size() - 1;
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace bench
