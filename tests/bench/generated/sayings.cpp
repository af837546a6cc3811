#include "tests/bench/generated/sayings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "tests/bench/generated/words.hpp"

namespace bench {
namespace {

using registry::Batch;
using registry::Day;
using registry::Vocabulary;
using std::chrono::days;

std::string written(const std::string& party) {
    const auto* known = Vocabulary::built_in().party(party);
    return known ? known->label.in(registry::Lang::en) : party;
}

// The month alone, as some sources have it.
registry::When when(const Act& act) {
    return act.month_only ? *registry::parse_when(registry::iso(act.day).substr(0, 7))
                          : registry::on(act.day);
}

registry::Statement said(const Made& of, const registry::Alias& as, const Act& act, std::size_t row) {
    registry::Statement statement;
    statement.instrument = as;
    statement.party = act.party.empty() ? std::string{} : written(act.party);
    statement.entity = act.entity;
    statement.milestone = act.milestone;
    statement.form = act.form;
    statement.when = when(act);
    statement.subject = act.subject;
    statement.place = fmt::format("{} {}", of.bilateral ? "entry" : "row", row);
    return statement;
}

Batch file_of(std::string source, std::string title, Day as_of) {
    Batch batch;
    batch.documents = {{}};
    batch.documents[0].source = std::move(source);
    batch.documents[0].title = std::move(title);
    batch.documents[0].media_type = "application/xml";
    batch.documents[0].language = "en";
    batch.documents[0].as_of = batch.documents[0].published = registry::on(as_of);
    batch.documents[0].retrieved = as_of + days{1};
    return batch;
}

class Publisher {
public:
    Publisher(const std::vector<Made>& world, const Wanted& wanted, const std::vector<Day>& on,
              const std::function<void(File)>& take)
        : world_(world), wanted_(wanted), days_(on), take_(take), draw_(wanted.seed + 1) {
        for (std::size_t i = 0; i < world.size(); ++i) entered_[world[i].import_day].push_back(i);
    }

    void run() {
        for (std::size_t n = 0; n < days_.size(); ++n) {
            register_of(n);
            for (const auto i : entered_[n]) first_papers(i, n);
            later_papers(n);
            if (n % 12 == 11 || n + 1 == days_.size()) searches(n);
            if (n % 3 == 0) evidence(n);
        }
    }

private:
    void hand_over(std::string name, std::string importer, Batch batch, std::size_t n) {
        take_({std::move(name), std::move(importer), std::move(batch), days_[n]});
    }
    bool last_round(std::size_t n) const { return n + 4 >= days_.size(); }

    // Titles, kinds, other names, clauses and relations; once, with the first file that names it.
    void describe(Batch& batch, const Made& made) {
        const auto& name = made.aliases.front();
        batch.descriptions.push_back({name, "kind", "", made.kind, 0, "head"});
        for (const auto& title : made.titles)
            batch.descriptions.push_back({name, "title", title.lang, title.text, 0, "head"});
        for (std::size_t i = 1; i < made.aliases.size(); ++i)
            batch.links.push_back({name, made.aliases[i], 0, "head"});
        if (made.clause) batch.clauses.push_back({name, *made.clause, 0, made.clause->authority});
        if (made.parent)
            batch.relations.push_back({name, made.relation, world_[*made.parent].aliases.front(), 0, "head"});
    }

    void depositary_acts(Batch& batch, const Made& made, Day from, Day until) {
        std::size_t row = 0;
        for (const auto& act : made.acts)
            if (++row; act.from == Act::From::depositary && act.day > from && act.day <= until)
                batch.statements.push_back(said(made, made.aliases.front(), act, row));
    }

    // The register of what was not deposited with the Secretary-General: new entries, and what has happened
    // since to older ones.
    void register_of(std::size_t n) {
        const Day until = days_[n] - days{2};
        const Day before = n == 0 ? registry::earliest_day : days_[n - 1] - days{2};
        auto batch = file_of("other", fmt::format("Register of treaties, {}", registry::iso(until)), until);
        for (std::size_t i = 0; i < world_.size(); ++i) {
            const auto& made = world_[i];
            if (made.deposited_with_un || made.import_day > n) continue;
            if (made.import_day == n) describe(batch, made);
            depositary_acts(batch, made, made.import_day == n ? registry::earliest_day : before, until);
        }
        if (batch.statements.empty()) return;
        hand_over(fmt::format("register-{}.xml", registry::iso(until)), "exchange", std::move(batch), n);
    }

    void first_papers(std::size_t i, std::size_t n) {
        const auto& made = world_[i];
        if (made.deposited_with_un) table(made, n);
        government(made, n, registry::earliest_day);
        if (chamber_name(made)) dossier(made, n);
        gazette_acts(made, n, registry::earliest_day);
    }

    // Tables and dossiers are fetched again when something has happened, and nearly all of them in the last
    // round: what nobody has looked at lately is "unverified".
    void later_papers(std::size_t n) {
        if (n == 0) return;
        const Day before = days_[n - 1] - days{2}, until = days_[n] - days{2};
        for (const auto& made : world_) {
            if (made.import_day >= n) continue;
            const auto happened = [&](Act::From from) {
                return std::any_of(made.acts.begin(), made.acts.end(), [&](const Act& act) {
                    return act.from == from && act.day > before && act.day <= until;
                });
            };
            const bool again = last_round(n) && draw_.chance(0.4);
            if (made.deposited_with_un && (happened(Act::From::depositary) || again)) table(made, n);
            if (made.awaited.empty() && made.import_day + 2 < n && until < wanted_.today - days{900})
                continue;
            if (chamber_name(made) && (happened(Act::From::parliament) || (again && !made.awaited.empty())))
                dossier(made, n);
            if (happened(Act::From::gazette)) gazette_acts(made, n, before);
            if (happened(Act::From::government)) government(made, n, before);
        }
    }

    void table(const Made& made, std::size_t n) {
        const Day until = days_[n] - days{2};
        const auto& name = made.aliases.front();
        auto batch = file_of("un-mtdsg", fmt::format("{}, status table", registry::text(name)), until);
        batch.documents[0].covers.push_back(name);
        describe(batch, made);
        depositary_acts(batch, made, registry::earliest_day, until);
        std::size_t row = 0;
        for (const auto& words : made.declarations)
            batch.passages.push_back({name, written(words.party), "declaration", words.language, words.text,
                                      0, fmt::format("Declarations {}", ++row)});
        hand_over(fmt::format("{}.{}.xml", name.value, registry::iso(until)), "exchange", std::move(batch),
                  n);
    }

    static const registry::Alias* chamber_name(const Made& made) {
        for (const auto& alias : made.aliases)
            if (alias.scheme == "CHAMBER") return &alias;
        return nullptr;
    }

    void acts_from(Batch& batch, const Made& made, const registry::Alias& as, Act::From from, Day after,
                   Day until) {
        std::size_t row = 0;
        for (const auto& act : made.acts)
            if (++row; act.from == from && act.day > after && act.day <= until)
                batch.statements.push_back(said(made, as, act, row));
    }

    void dossier(const Made& made, std::size_t n) {
        const auto& bill = *chamber_name(made);
        const Day until = days_[n] - days{2};
        auto batch = file_of("be-chamber", fmt::format("Dossier {}", bill.value), until);
        batch.documents[0].language = "nl";
        batch.documents[0].covers.push_back(bill);
        batch.links.push_back({bill, made.aliases.front(), 0, "title"});
        acts_from(batch, made, bill, Act::From::parliament, registry::earliest_day, until);
        hand_over(fmt::format("{}.{}.xml", bill.value, registry::iso(until)), "exchange", std::move(batch),
                  n);
    }

    void government(const Made& made, std::size_t n, Day after) {
        const Day until = days_[n] - days{2};
        auto batch = file_of("be-foreign-affairs", "Competence for the assent", until);
        acts_from(batch, made, made.aliases.front(), Act::From::government, after, until);
        if (batch.statements.empty()) return;
        hand_over(fmt::format("assent-{}.{}.xml", made.aliases.front().value, registry::iso(until)),
                  "exchange", std::move(batch), n);
    }

    void gazette_acts(const Made& made, std::size_t n, Day after) {
        const Day until = days_[n] - days{2};
        auto batch = file_of("be-gazette",
                             fmt::format("Acts of assent, {}", registry::text(made.aliases.front())), until);
        batch.documents[0].language = "fr";
        acts_from(batch, made, made.aliases.front(), Act::From::gazette, after, until);
        if (batch.statements.empty()) return;
        hand_over(fmt::format("gazette-{}.{}.xml", made.aliases.front().value, registry::iso(until)),
                  "exchange", std::move(batch), n);
    }

    // One search at each source: for every road that waits, what it waits for, from the conclusion to the day
    // of the search.
    void searches(std::size_t n) {
        const Day until = days_[n] - days{1};
        std::map<std::string, Batch> by_source;
        for (const auto& made : world_) {
            if (made.import_day > n || made.concluded > until) continue;
            for (const auto& awaited : made.awaited) {
                auto& batch = by_source[awaited.source];
                if (batch.documents.empty())
                    batch =
                        file_of(awaited.source, fmt::format("Search up to {}", registry::iso(until)), until);
                batch.looks.push_back(look(made, awaited, n));
            }
        }
        for (auto& [source, batch] : by_source)
            hand_over(fmt::format("search-{}-{}.xml", source, registry::iso(until)), "exchange",
                      std::move(batch), n);
    }

    registry::Look look(const Made& made, const Made::Awaited& awaited, std::size_t n) const {
        registry::Look look;
        look.source = awaited.source;
        look.instrument = made.aliases.front();
        look.party = awaited.party;
        look.entity = awaited.entity;
        look.milestone = awaited.milestone;
        look.from = made.concluded;
        look.to = days_[n] - days{1};
        look.looked_on = days_[n];
        look.read = 200 + static_cast<int>(n);
        look.unreadable = static_cast<int>(n % 7);
        return look;
    }

    // A paper of an organisation or of the press, with its text, about a road that waits.
    void evidence(std::size_t n) {
        const auto& about = world_[draw_.below(world_.size())];
        if (about.import_day > n) return;
        const Day day = days_[n] - days{draw_.between(3, 900)};
        auto batch = file_of(draw_.chance(0.6) ? "ngo" : "press",
                             fmt::format("Note on {}", about.titles.front().text), day);
        auto& document = batch.documents[0];
        document.secondary = true;
        document.media_type = "text/plain";
        document.text = paper(draw_, about.titles.front().text, draw_.between(2'000, 20'000));
        document.quotation = document.text.substr(0, document.text.find('\n')).substr(0, 200);
        registry::Statement recommended;
        recommended.instrument = about.aliases.front();
        recommended.party = "be";
        recommended.milestone = "recommended";
        recommended.when = registry::on(day);
        recommended.place = "p. 1";
        batch.statements.push_back(std::move(recommended));
        hand_over(fmt::format("note-{}.txt", n), "evidence", std::move(batch), n);
    }

    const std::vector<Made>& world_;
    const Wanted& wanted_;
    const std::vector<Day>& days_;
    const std::function<void(File)>& take_;
    Draw draw_;
    std::map<std::size_t, std::vector<std::size_t>> entered_;
};

}  // namespace

std::vector<Day> import_days(Day today, std::size_t count) {
    std::vector<Day> made;
    constexpr int span = 900;
    for (std::size_t i = 0; i < count; ++i)
        made.push_back(today - days{1 + span * static_cast<int>(count - 1 - i) / static_cast<int>(count)});
    return made;
}

void publish(const std::vector<Made>& world, const Wanted& wanted, const std::vector<Day>& days,
             const std::function<void(File)>& take) {
    Publisher(world, wanted, days, take).run();
}

}  // namespace bench
