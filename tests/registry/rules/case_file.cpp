#include "case_file.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "case_facts.hpp"
#include "case_words.hpp"
#include "registry/procedure/procedure.hpp"
#include "registry/rules/judge.hpp"
#include "registry/rules/words.hpp"

namespace cases {

using namespace registry;

namespace {

struct LineRead {
    std::size_t line;
    std::string word, rest;
    Words words;
};

class Case {
public:
    Case(std::string name, std::filesystem::path evidence)
        : name_(std::move(name)), evidence_(std::move(evidence)) {}

    std::vector<std::string> run(const std::string& text) {
        std::istringstream in(text);
        std::size_t number = 0;
        std::vector<LineRead> later;
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
            guarded(number, [&] {
                if (!given(read)) later.push_back(std::move(read));
            });
        }
        if (!wrong_.empty()) return wrong_;
        guarded(number, [&] { judge_all(); });
        if (!wrong_.empty()) return wrong_;
        for (const auto& line : later) guarded(line.line, [&] { expected(line); });
        if (!expects_) say(number, "the case expects nothing: no \"expect\" line");
        return wrong_;
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
        wrong_.push_back(name_ + ":" + std::to_string(line) + ": " + what);
    }

    // ---- what is given

    bool given(const LineRead& line) {
        const auto& words = line.words;
        const auto need = [&](std::size_t count) {
            if (words.size() < count)
                refuse("\"" + line.word + "\" needs " + std::to_string(count) + " words");
        };
        const auto exactly = [&](std::size_t count) {
            need(count);
            if (words.size() > count) refuse("unknown word: " + words[count]);
        };
        if (line.word == "case") return exactly(1), check_name(words[0]), true;
        if (line.word == "about") return need(1), true;
        if (line.word == "evidence")
            return exactly(1), batches_.push_back(read_evidence(evidence_ / (words[0] + ".xml"))), true;
        if (line.word == "kind") return exactly(1), kind_ = words[0], true;
        if (line.word == "said") return need(5), add_statement(words, Polarity::happened), true;
        if (line.word == "absent") return need(5), add_statement(words, Polarity::absent), true;
        if (line.word == "looked") return need(6), add_look(words), true;
        if (line.word == "covers") return exactly(2), add_cover(words), true;
        if (line.word == "clause") return exactly(3), add_clause(words), true;
        if (line.word == "track") return exactly(2), instrument_ = words[0], party_ = words[1], true;
        if (line.word == "on") return exactly(1), on_ = a_day(words[0]), true;
        if (line.word == "profile") return exactly(1), profile_ = a<Profile>(words[0]), true;
        for (const auto* known : {"expect", "because", "history", "next", "note", "bound", "procedure"})
            if (line.word == known) return need(1), false;
        refuse("unknown word: " + line.word);
    }

    void check_name(const std::string& given_name) const {
        if (name_.find(given_name + ".case") == std::string::npos)
            refuse("the case is called otherwise than its file");
    }

    Batch& fresh(const std::string& source) {
        if (!Vocabulary::built_in().source(source)) refuse("no source is called " + source);
        Batch batch;
        Document document;
        document.source = source;
        batch.documents.push_back(std::move(document));
        inlined_.push_back(std::move(batch));
        return inlined_.back();
    }

    void add_statement(const Words& words, Polarity polarity) {
        auto& batch = fresh(words[0]);
        Settings settings(words, 5);
        Statement statement;
        statement.party = dash(words[1]);
        statement.entity = an_entity(words[2]);
        statement.milestone = a_milestone(words[3]);
        statement.when = a_date(words[4]);
        statement.polarity = polarity;
        statement.form = settings.take("form").value_or("");
        statement.subject = settings.take("subject").value_or("");
        statement.act = settings.take("act").value_or("");
        statement.unconfirmed = settings.is_marked("unconfirmed");
        if (const auto as_of = settings.take("as-of")) batch.documents.front().as_of = a_date(*as_of);
        settings.all_taken();
        batch.statements.push_back(std::move(statement));
    }

    void add_look(const Words& words) {
        auto& batch = fresh(words[0]);
        Settings settings(words, 6);
        Look look;
        look.source = words[0];
        look.party = dash(words[1]);
        look.entity = an_entity(words[2]);
        look.milestone = a_milestone(words[3]);
        look.from = a_day(words[4]);
        look.to = a_day(words[5]);
        if (const auto n = settings.take("unreadable")) look.unreadable = std::stoi(*n);
        settings.all_taken();
        batch.looks.push_back(std::move(look));
    }

    void add_cover(const Words& words) {
        auto& batch = fresh(words[0]);
        batch.documents.front().as_of = a_date(words[1]);
        batch.covers.push_back({});
    }

    void add_clause(const Words& words) {
        auto& batch = fresh("editor");
        Clause clause;
        const auto delay = parse_span(words[1]), own = parse_span(words[2]);
        if (!delay || !own) refuse("no length of time");
        clause.clause = {std::stoi(words[0]), *delay, *own, "the case"};
        batch.clauses.push_back(std::move(clause));
    }

    // ---- judging

    void judge_all() {
        if (instrument_.empty() || party_.empty()) refuse("no \"track\"");
        if (!on_) refuse("no \"on\"");
        const Alias own{"placet", instrument_};
        auto batches = batches_;
        for (auto batch : inlined_) {
            for (auto& each : batch.statements) each.instrument = own;
            for (auto& each : batch.clauses) each.instrument = own;
            for (auto& each : batch.covers) each = own;
            for (auto& each : batch.looks) each.instrument = own;
            batches.push_back(std::move(batch));
        }
        facts_ = facts_of(batches, instrument_, party_, kind_);
        if (facts_.track.events.empty()) refuse("nothing is on record about this track");
        judgement_ = judge(facts_.track, built_in_rules(), Vocabulary::built_in(), profile_, *on_);
    }

    std::string all_found() const {
        std::string text;
        for (const auto& each : judgement_.verdicts)
            text += "\n    " + each.rule + " " + (each.entity.empty() ? "-" : each.entity) + " " +
                    std::string{name_of(each.severity)} +
                    " certain=" + std::string{name_of(each.certain_severity)} + " " +
                    std::string{name_of(each.certainty)} +
                    (each.cause.empty() ? "" : " cause=" + each.cause) +
                    (each.subject.empty() ? "" : " subject=" + each.subject) + "  [" +
                    in_short(Lang::en, each, Vocabulary::built_in(), *on_) + "]";
        return text.empty() ? "\n    nothing" : text;
    }

    // ---- what is expected

    void expected(const LineRead& line) {
        if (line.word == "expect") return expect(line);
        if (line.word == "because") return because(line.rest);
        if (line.word == "history") return history_step(line.words);
        if (line.word == "next") return next(line.words);
        if (line.word == "note") return note(line.words);
        if (line.word == "bound") return is_bound(line.words);
        const auto choice = procedure_of(facts_.track, Vocabulary::built_in());
        if (!choice.procedure || choice.procedure->id != line.rest)
            refuse("procedure is " + (choice.procedure ? choice.procedure->id : std::string{"none"}));
    }

    void expect(const LineRead& line) {
        expects_ = true;
        const auto& words = line.words;
        if (line.rest == "nothing") return check(judgement_.verdicts.empty(), "something was found:");
        if (line.rest == "healthy") {
            for (const auto& each : judgement_.verdicts)
                check(each.severity < Severity::stalled || each.certainty == Certainty::unsearched,
                      each.rule + " is at stalled or above:");
            return;
        }
        if (line.rest == "no other") {
            for (const auto& each : judgement_.verdicts)
                check(each.certainty == Certainty::unsearched || named_.contains(each.id),
                      each.id + " was not expected:");
            return;
        }
        if (words[0] == "no") {
            if (words.size() < 2 || words.size() > 3)
                refuse("\"expect no\" needs a rule, and may have an entity");
            a_rule(words[1]);
            const auto entity = words.size() == 3 ? std::optional{an_entity(words[2])} : std::nullopt;
            for (const auto& each : judgement_.verdicts)
                check(each.rule != words[1] || (entity && each.entity != *entity),
                      "found against expectation:");
            return;
        }
        if (words.size() < 3) refuse("\"expect\" needs rule, entity and severity");
        expect_verdict(words);
    }

    void expect_verdict(const Words& words) {
        a_rule(words[0]);
        const auto entity = an_entity(words[1]);
        const auto severity = a<Severity>(words[2]);
        Settings settings(words, 3);
        const auto subject = settings.take("subject");
        last_ = nullptr;
        for (const auto& each : judgement_.verdicts)
            if (each.rule == words[0] && each.entity == entity && (!subject || each.subject == *subject))
                last_ = &each;
        if (!last_) refuse("not found; found:" + all_found());
        named_[last_->id] = true;
        check(last_->severity == severity, "severity is " + std::string{name_of(last_->severity)} + ":");
        if (const auto certain = settings.take("certain"))
            check(last_->certain_severity == a<Severity>(*certain), "certain severity differs:");
        for (const auto& [certainty, name] : Names<Certainty>::table)
            if (settings.is_marked(std::string{name}))
                check(last_->certainty == certainty, "certainty differs:");
        if (const auto cause = settings.take("cause"))
            check(last_->cause == *cause, "cause is \"" + last_->cause + "\":");
        if (const auto since = settings.take("since"))
            check(last_->since.edtf == *since, "since is " + last_->since.edtf + ":");
        if (const auto id = settings.take("id")) check(last_->id == *id, "id is " + last_->id + ":");
        if (const auto waits = settings.take("waits"))
            check(last_->waits_for == dash(*waits), "waits for \"" + last_->waits_for + "\":");
        if (const auto looked = settings.take("looked"))
            check(last_->last_look && *last_->last_look == a_day(*looked),
                  "last look is " + (last_->last_look ? iso(*last_->last_look) : std::string{"none"}) + ":");
        if (const auto change = settings.take("changes"))
            check(last_->next_change && *last_->next_change == a_day(*change),
                  "next change is " + (last_->next_change ? iso(*last_->next_change) : std::string{"never"}) +
                      ":");
        settings.all_taken();
    }

    void because(const std::string& text) const {
        if (!last_) refuse("\"because\" follows an expected finding");
        std::string lines = in_short(Lang::en, *last_, Vocabulary::built_in(), *on_);
        bool found = lines.find(text) != std::string::npos;
        for (const auto& line : in_words(Lang::en, last_->because, Vocabulary::built_in(), *on_)) {
            found = found || line.text.find(text) != std::string::npos;
            lines += "\n    " + std::string(static_cast<std::size_t>(2 * line.depth), ' ') + line.text;
        }
        if (!found) refuse("the proof does not say so:\n    " + lines);
    }

    void history_step(const Words& words) {
        if (words.size() != 4 && words.size() != 5)
            refuse("\"history\" needs rule, entity, step, day and severity");
        a_rule(words[0]);
        const auto entity = an_entity(words[1]);
        const auto kind = a<StepKind>(words[2]);
        const auto day = a_day(words[3]);
        if (!history_)
            history_ = history(facts_.track, built_in_rules(), Vocabulary::built_in(), profile_, *on_);
        std::string seen;
        for (const auto& each : *history_) {
            if (each.latest.rule != words[0] || each.latest.entity != entity) continue;
            for (const auto& step : each.steps) {
                if (step.kind == kind && step.effective == day &&
                    (words.size() == 4 || step.severity == a<Severity>(words[4])))
                    return;
                seen += "\n    " + each.latest.id + " " + std::string{name_of(step.kind)} + " " +
                        iso(step.effective) + " " + std::string{name_of(step.severity)};
            }
        }
        refuse("no such step; steps:" + (seen.empty() ? "\n    none" : seen));
    }

    void next(const Words& words) {
        if (words.size() > 2) refuse("unknown word: " + words[2]);
        if (words[0] != "nothing") a_milestone(words[0]);
        const auto choice = procedure_of(facts_.track, Vocabulary::built_in());
        if (!choice.procedure) refuse("no procedure is declared for this track");
        const auto walk = registry::walk(*choice.procedure, facts_.track, Vocabulary::built_in(), *on_);
        std::string all;
        for (const auto at : walk.next)
            all += "\n    " + walk.states[at].step->milestone + " " + walk.states[at].entity;
        if (words[0] == "nothing") return check(walk.next.empty(), "a step is expected next:" + all);
        if (next_at_ >= walk.next.size()) refuse("no further step is expected next:" + all);
        const auto& state = walk.states[walk.next[next_at_++]];
        const auto entity = words.size() == 2 ? an_entity(words[1]) : std::string{};
        if (state.step->milestone != words[0] || state.entity != entity) refuse("expected next:" + all);
    }

    void note(const Words& words) const {
        for (const auto& each : judgement_.notes) {
            if (each.message != "note." + words[0]) continue;
            if (words.size() == 1) return;
            for (const auto& [name, value] : each.arguments)
                if (name == "subject" && value == words[1]) return;
        }
        if (words[0] == "nothing") return check(judgement_.notes.empty(), "there is a note:");
        refuse("no such note");
    }

    void is_bound(const Words& words) const {
        const auto answer = bound(facts_.clause, facts_.entry, facts_.consent, *on_,
                                  consent_looked_up_to(facts_.track, Vocabulary::built_in()))
                                .bound;
        const std::string said = answer == Bound::yes ? "yes" : answer == Bound::no ? "no" : "unknown";
        if (words[0] != "yes" && words[0] != "no" && words[0] != "unknown")
            refuse("unknown word: " + words[0]);
        if (said != words[0]) refuse("bound: " + said);
    }

    void check(bool holds, const std::string& what) const {
        if (!holds) refuse(what + all_found());
    }
    static void a_rule(const std::string& id) {
        if (!rule(id)) refuse("no rule is called " + id);
    }

    std::string name_;
    std::filesystem::path evidence_;
    std::vector<std::string> wrong_;
    std::vector<Batch> batches_, inlined_;
    std::string kind_, instrument_, party_;
    std::optional<Day> on_;
    Profile profile_ = Profile::practice_aware;
    Facts facts_;
    Judgement judgement_;
    std::optional<std::vector<FindingHistory>> history_;
    const Verdict* last_ = nullptr;
    std::map<std::string, bool> named_;
    std::size_t next_at_ = 0;
    bool expects_ = false;
};

}  // namespace

std::vector<std::string> run_text(const std::string& text, const std::string& name,
                                  const std::filesystem::path& evidence) {
    return Case{name, evidence}.run(text);
}

std::vector<std::string> run(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return {file.string() + ":1: cannot be read"};
    return run_text({std::istreambuf_iterator<char>{in}, {}}, file.string(), file.parent_path() / "evidence");
}

}  // namespace cases
