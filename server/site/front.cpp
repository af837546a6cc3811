#include "server/site/front.hpp"

#include <atomic>
#include <mutex>
#include <unordered_map>

namespace server {
namespace {

enum class Meaning { none, accept, accept_encoding, accept_language, long_way };

// By length first: of a browser's twenty headers most are none of these. The last kind each change an answer
// in their own way.
Meaning meaning_of(std::string_view name) {
    const auto is = [&](std::string_view other) { return same_name(name, other); };
    switch (name.size()) {
        case 5:
            return is("Range") ? Meaning::long_way : Meaning::none;
        case 6:
            if (is("Accept")) return Meaning::accept;
            return is("Origin") || is("Prefer") ? Meaning::long_way : Meaning::none;
        case 8:
            return is("If-Match") || is("If-Range") ? Meaning::long_way : Meaning::none;
        case 13:
            return is("If-None-Match") ? Meaning::long_way : Meaning::none;
        case 15:
            if (is("Accept-Encoding")) return Meaning::accept_encoding;
            if (is("Accept-Language")) return Meaning::accept_language;
            return is("Accept-Datetime") ? Meaning::long_way : Meaning::none;
        case 17:
            return is("If-Modified-Since") ? Meaning::long_way : Meaning::none;
        case 19:
            return is("If-Unmodified-Since") ? Meaning::long_way : Meaning::none;
        default:
            return Meaning::none;
    }
}

// `fields`: pairs of name and value.
template <class Fields>
std::optional<Front::Key> read_key(std::string_view target, const Fields& fields) {
    Front::Key key{target, {}, {}, {}};
    const auto once = [](std::string_view& place, std::string_view value) {
        const bool first = place.data() == nullptr;
        place = value;
        return first;
    };
    bool plain = true;
    for (const auto& [name, value] : fields) {
        switch (meaning_of(name)) {
            case Meaning::none:
                continue;
            case Meaning::accept:
                plain = once(key.accept, value);
                break;
            case Meaning::accept_encoding:
                plain = once(key.accept_encoding, value);
                break;
            case Meaning::accept_language:
                plain = once(key.accept_language, value);
                break;
            case Meaning::long_way:
                plain = false;
        }
        if (!plain) return std::nullopt;
    }
    return key;
}

// A key that stays, and views of it.
struct Owned {
    explicit Owned(const Front::Key& key)
        : text(std::string(key.target) + std::string(key.accept) + std::string(key.accept_encoding) +
               std::string(key.accept_language)),
          sizes{key.target.size(), key.accept.size(), key.accept_encoding.size(),
                key.accept_language.size()} {}
    Front::Key view() const {
        const std::string_view all = text;
        const auto second = sizes[0], third = second + sizes[1], fourth = third + sizes[2];
        return {all.substr(0, second), all.substr(second, sizes[1]), all.substr(third, sizes[2]),
                all.substr(fourth)};
    }
    std::string text;
    std::size_t sizes[4];
};

struct Hashed {
    using is_transparent = void;
    std::size_t operator()(const Front::Key& key) const {
        std::size_t sum = 0;
        for (const auto part : {key.target, key.accept, key.accept_encoding, key.accept_language})
            sum = sum * 0x9E3779B97F4A7C15u + std::hash<std::string_view>{}(part);
        return sum;
    }
    std::size_t operator()(const Owned& key) const { return (*this)(key.view()); }
};

struct Same {
    using is_transparent = void;
    bool operator()(const Owned& a, const Owned& b) const { return a.view() == b.view(); }
    bool operator()(const Owned& a, const Front::Key& b) const { return a.view() == b; }
    bool operator()(const Front::Key& a, const Owned& b) const { return a == b.view(); }
};

}  // namespace

// One lock for all: it is held for a look-up, a tenth of a microsecond.
struct Front::Shelf {
    explicit Shelf(std::size_t most) : bound(most) {}

    const std::size_t bound;
    mutable std::mutex mutex;
    Standing standing;
    std::unordered_map<Owned, Found, Hashed, Same> by_key;
    std::shared_ptr<OpenFile>
        sheets;  // the larger bodies once more, for as long as anybody is being sent one
    std::size_t bytes = 0;
    std::atomic<std::uint64_t> hits{0};

    void clear() {
        by_key.clear();
        sheets.reset();
        bytes = 0;
    }

    // Below this a second call to the kernel costs more than copying.
    static constexpr std::size_t worth_a_file = 4 * 1024;
    void put_in_file(Response& response) {
        if (response.body->size() < worth_a_file) return;
        if (!sheets) sheets = OpenFile::in_memory();
        const auto from = sheets ? sheets->append(*response.body) : std::nullopt;
        if (!from) return;
        response.from = *from;
        response.length = response.body->size();
        response.file = sheets;
    }
};

Front::Front(std::size_t bytes) : shelf_(std::make_unique<Shelf>(bytes)) {}
Front::~Front() = default;

std::optional<Front::Key> Front::key_of(const HeadView& head) {
    if (head.method != "GET" || head.length != 0) return std::nullopt;
    return read_key(head.target, head.fields);
}

std::optional<Front::Key> Front::key_of(const Request& request) {
    if (request.method != "GET" || !request.body.empty()) return std::nullopt;
    return read_key(request.target, request.headers);
}

std::optional<Front::Found> Front::find(const Key& key, const Standing& standing) {
    const std::lock_guard lock(shelf_->mutex);
    if (!(shelf_->standing == standing)) return std::nullopt;
    const auto found = shelf_->by_key.find(key);
    if (found == shelf_->by_key.end()) return std::nullopt;
    shelf_->hits.fetch_add(1, std::memory_order_relaxed);
    return found->second;
}

std::optional<Front::Found> Front::find(const Request& request, const Standing& standing) {
    const auto key = key_of(request);
    return key ? find(*key, standing) : std::nullopt;
}

void Front::keep(const Request& request, const Standing& standing, const Response& response,
                 std::string_view pattern, Metrics::Tally* tally) {
    const auto asked = key_of(request);
    if (!asked || response.status != 200 || response.file || !is_sendable(response)) return;
    Owned key(*asked);
    auto kept = response;
    kept.written = std::make_shared<const std::string>(written_headers(response));
    const auto times = kept.body->size() < Shelf::worth_a_file ? 1u : 2u;  // once more in the file
    const auto weight = 512 + 2 * key.text.size() + 3 * kept.written->size() + times * kept.body->size();
    const std::lock_guard lock(shelf_->mutex);
    if (weight > shelf_->bound / 8) return;
    if (!(shelf_->standing == standing)) {
        // One that took long and stood on what is past by now clears nothing.
        const auto& held = shelf_->standing;
        if (standing.revision < held.revision || standing.today < held.today) return;
        shelf_->clear();
        shelf_->standing = standing;
    }
    if (shelf_->bytes + weight > shelf_->bound) shelf_->clear();
    shelf_->put_in_file(kept);
    const Found found{std::make_shared<const Response>(std::move(kept)), pattern, tally};
    shelf_->by_key.insert_or_assign(std::move(key), found);
    shelf_->bytes += weight;  // what it replaces stays in the file
}

std::uint64_t Front::hits() const { return shelf_->hits.load(std::memory_order_relaxed); }

}  // namespace server
