#include "case_file.hpp"

#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "case_expect.hpp"
#include "case_given.hpp"
#include "registry/rules/judge.hpp"

namespace cases {

using namespace registry;

namespace {

class Case {
public:
    Case(std::string name, std::filesystem::path evidence, const FactsOf& facts_of)
        : name_(std::move(name)), given_(std::move(evidence)), facts_of_(facts_of) {}

    std::vector<std::string> run(const std::string& text) {
        const auto last = read(text);
        for (const auto& block : given_.blocks) {
            if (!wrong_.empty()) return wrong_;
            for (const auto& view : block.views) run(block, view, last);
        }
        if (wrong_.empty() && !expects_) say(last, "the case expects nothing: no \"expect\" line");
        return wrong_;
    }

    // What was found in each view, where the case can be read at all.
    std::vector<Outcome> outcomes(const std::string& text) {
        const auto last = read(text);
        std::vector<Outcome> all;
        for (const auto& block : given_.blocks)
            for (const auto& view : block.views)
                guarded(last, [&] {
                    judge_all(block, view);
                    all.push_back({view, found_.recorded, found_.judgement.verdicts});
                });
        return all;
    }

    Given given(const std::string& text) {
        read(text);
        return given_;
    }

    // Throws what is wrong with a case that is not asked for expectations.
    void must_be_sound() const {
        if (!wrong_.empty()) throw std::runtime_error(wrong_.front());
    }

private:
    template <class Work>
    void guarded(std::size_t line, Work work) {
        try {
            work();
        } catch (const std::exception& error) {
            say(line, error.what());
        }
    }
    void say(std::size_t line, const std::string& what) {
        wrong_.push_back(name_ + ":" + std::to_string(line) + ": " + asked_ + what);
    }

    // The number of the last line. Nothing is judged of a case that cannot be understood.
    std::size_t read(const std::string& text) {
        std::istringstream in(text);
        std::size_t number = 0;
        for (std::string line; std::getline(in, line);) {
            ++number;
            if (const auto comment = line.find('#'); comment != std::string::npos) line.erase(comment);
            std::istringstream parts(line);
            LineRead read{number, "", "", {}};
            if (!(parts >> read.word)) continue;
            std::getline(parts >> std::ws, read.rest);
            while (!read.rest.empty() && (read.rest.back() == ' ' || read.rest.back() == '\r'))
                read.rest.pop_back();
            std::istringstream rest(read.rest);
            for (std::string word; rest >> word;) read.words.push_back(word);
            guarded(number, [&] { given_.take(std::move(read), name_); });
        }
        guarded(number, [&] { given_.finish(); });
        if (!wrong_.empty()) given_.blocks.clear();
        return number;
    }

    void run(const Block& block, const View& view, std::size_t last_line) {
        if (given_.blocks.size() > 1 || block.views.size() > 1)
            asked_ = std::string{view.published ? "published " : "on "} + iso(view.on) + ", " +
                     std::string{name_of(view.profile)} + ": ";
        bool judged = false;
        guarded(block.expected.empty() ? last_line : block.expected.front().line, [&] {
            judge_all(block, view);
            judged = true;
        });
        Expecting expecting(found_);
        for (const auto& line : block.expected) {
            expects_ = expects_ || line.word == "expect";
            if (judged) guarded(line.line, [&] { expecting.line(line); });
        }
        asked_.clear();
    }

    void judge_all(const Block& block, const View& view) {
        found_.on = view.on;
        found_.profile = view.profile;
        found_.facts = facts_of_(given_.batches(block), given_.instrument, given_.party, given_.kind,
                                 view.published ? std::optional{view.on} : std::nullopt);
        found_.recorded = !found_.facts.track.events.empty();
        // A misspelt name has nothing on record either; only by what was public is it an answer.
        if (!found_.recorded && !view.published) refuse("nothing is on record about this track");
        found_.judgement =
            judge(found_.facts.track, built_in_rules(), Vocabulary::built_in(), found_.profile, found_.on);
    }

    std::string name_;
    Given given_;
    const FactsOf& facts_of_;
    std::vector<std::string> wrong_;
    std::string asked_;  // where a case asks more than once: how, for messages
    Found found_;
    bool expects_ = false;
};

std::string whole(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(file.string() + " cannot be read");
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

std::vector<std::string> run_text(const std::string& text, const std::string& name,
                                  const std::filesystem::path& evidence, const FactsOf& facts) {
    return Case{name, evidence, facts}.run(text);
}

std::vector<std::string> run(const std::filesystem::path& file, const FactsOf& facts) {
    return run_text(whole(file), file.string(), file.parent_path() / "evidence", facts);
}

std::vector<Outcome> outcomes(const std::filesystem::path& file, const FactsOf& facts) {
    Case read{file.string(), file.parent_path() / "evidence", facts};
    auto all = read.outcomes(whole(file));
    read.must_be_sound();
    return all;
}

Given given(const std::filesystem::path& file) {
    const FactsOf none;
    Case read{file.string(), file.parent_path() / "evidence", none};
    auto given = read.given(whole(file));
    read.must_be_sound();
    return given;
}

}  // namespace cases
