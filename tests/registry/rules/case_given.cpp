#include "case_given.hpp"

#include "case_facts.hpp"

namespace cases {

using namespace registry;

void Given::take(LineRead line, const std::string& file) {
    if (line.word == "case") {
        if (line.words.size() != 1) refuse("\"case\" needs one word");
        if (file.find(line.words[0] + ".case") == std::string::npos)
            refuse("the case is called otherwise than its file");
        return;
    }
    if (line.word == "at") return take_at(line);
    if (take_given(line)) return;
    for (const auto* known :
         {"expect", "because", "history", "next", "note", "bound", "procedure", "period"}) {
        if (line.word != known) continue;
        if (line.words.empty()) refuse("\"" + line.word + "\" needs a word");
        if (blocks.empty()) blocks.emplace_back();
        return blocks.back().expected.push_back(std::move(line));
    }
    refuse("unknown word: " + line.word);
}

bool Given::take_given(const LineRead& line) {
    const auto& words = line.words;
    const auto need = [&](std::size_t count) {
        if (words.size() < count) refuse("\"" + line.word + "\" needs " + std::to_string(count) + " words");
    };
    const auto exactly = [&](std::size_t count) {
        need(count);
        if (words.size() > count) refuse("unknown word: " + words[count]);
    };
    if (line.word == "about") return need(1), true;
    if (line.word == "looked") return need(6), add_look(words), true;
    if (line.word == "on") return exactly(1), has_on_ = true, single_.on = a_day(words[0]), true;
    if (line.word == "published")
        return exactly(1), has_on_ = single_.published = true, single_.on = a_day(words[0]), true;
    if (line.word == "profile")
        return exactly(1), has_single_words_ = true, single_.profile = a<Profile>(words[0]), true;
    const bool is_of_all = line.word == "evidence" || line.word == "kind" || line.word == "said" ||
                           line.word == "absent" || line.word == "covers" || line.word == "clause" ||
                           line.word == "sits" || line.word == "track";
    if (!is_of_all) return false;
    if (has_at_) refuse("\"" + line.word + "\" is of the whole case and stands before the first \"at\"");
    if (line.word == "evidence")
        return exactly(1), read_.push_back(read_evidence(evidence_ / (words[0] + ".xml"))), true;
    if (line.word == "kind") return exactly(1), kind = words[0], true;
    if (line.word == "said") return need(5), add_statement(words, Polarity::happened), true;
    if (line.word == "absent") return need(5), add_statement(words, Polarity::absent), true;
    if (line.word == "covers") return exactly(2), add_cover(words), true;
    if (line.word == "clause") return exactly(3), add_clause(words), true;
    if (line.word == "sits") return need(4), add_sittings(words), true;
    return exactly(2), instrument = words[0], party = words[1], true;
}

// at DAY [on] [published] [practice-aware] [strict]: on and practice-aware, unless said.
void Given::take_at(const LineRead& line) {
    if (line.words.empty()) refuse("\"at\" needs a day");
    if (!blocks.empty() && !has_at_) refuse("an expectation stands before the first \"at\"");
    has_at_ = true;
    const auto on = a_day(line.words[0]);
    Settings settings(line.words, 1);
    std::vector<bool> published;
    if (settings.is_marked("on")) published.push_back(false);
    if (settings.is_marked("published")) published.push_back(true);
    if (published.empty()) published.push_back(false);
    std::vector<Profile> profiles;
    for (const auto& [profile, name] : Names<Profile>::table)
        if (settings.is_marked(std::string{name})) profiles.push_back(profile);
    if (profiles.empty()) profiles.push_back(Profile::practice_aware);
    settings.all_taken();
    Block block;
    for (const bool by : published)
        for (const auto profile : profiles) block.views.push_back({on, by, profile});
    blocks.push_back(std::move(block));
}

void Given::finish() {
    if (instrument.empty() || party.empty()) refuse("no \"track\"");
    if (has_at_ && (has_on_ || has_single_words_))
        refuse("\"on\", \"published\" and \"profile\" are of cases without \"at\"");
    if (!has_at_ && !has_on_) refuse("no \"on\"");
    if (blocks.empty()) blocks.emplace_back();
    if (!has_at_) blocks.front().views = {single_};
}

std::vector<Batch> Given::batches(const Block& block) const {
    const Alias own{"placet", instrument};
    auto all = read_;
    for (const auto* list : {&inlined_, &block.looks})
        for (auto batch : *list) {
            for (auto& each : batch.statements) each.instrument = own;
            for (auto& each : batch.clauses) each.instrument = own;
            for (auto& document : batch.documents)
                for (auto& each : document.covers) each = own;
            for (auto& each : batch.looks) each.instrument = own;
            all.push_back(std::move(batch));
        }
    return all;
}

Batch& Given::fresh(const std::string& source, std::vector<Batch>& into) {
    if (!Vocabulary::built_in().source(source)) refuse("no source is called " + source);
    Batch batch;
    Document document;
    document.source = source;
    batch.documents.push_back(std::move(document));
    into.push_back(std::move(batch));
    return into.back();
}

void Given::add_statement(const Words& words, Polarity polarity) {
    auto& batch = fresh(words[0], inlined_);
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
    if (const auto day = settings.take("published")) batch.documents.front().published = a_date(*day);
    settings.all_taken();
    batch.statements.push_back(std::move(statement));
}

// What was read up to a day is known on that day.
void Given::add_look(const Words& words) {
    auto& batch = fresh(words[0], has_at_ ? blocks.back().looks : inlined_);
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
    batch.documents.front().as_of = a_date(words[5]);
    batch.looks.push_back(std::move(look));
}

void Given::add_cover(const Words& words) {
    auto& batch = fresh(words[0], inlined_);
    batch.documents.front().as_of = a_date(words[1]);
    batch.documents.front().covers.push_back({});
}

void Given::add_sittings(const Words& words) {
    auto& batch = fresh("other", inlined_);
    Sittings sittings;
    sittings.calendar = {words[0], a_day(words[1]), a_day(words[2]), {}, ""};
    for (std::size_t at = 3; at < words.size(); ++at) {
        const auto range = words[at].find("..");
        const auto last = a_day(words[at].substr(range == std::string::npos ? 0 : range + 2));
        for (auto day = a_day(words[at].substr(0, range)); day <= last; day += std::chrono::days{1})
            sittings.calendar.days.push_back(day);
    }
    batch.sittings.push_back(std::move(sittings));
}

void Given::add_clause(const Words& words) {
    auto& batch = fresh("editor", inlined_);
    Clause clause;
    const auto delay = parse_span(words[1]), own = parse_span(words[2]);
    if (!delay || !own) refuse("no length of time");
    clause.clause = {std::stoi(words[0]), *delay, *own, "the case"};
    batch.clauses.push_back(std::move(clause));
}

}  // namespace cases
