// placet search: everything the registry holds, by words; for the operator also what the public never reads.
#include <CLI/CLI.hpp>

#include <ostream>

#include "registry/answers/search.hpp"
#include "registry/rules/words.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

using registry::SearchAnswer;
using registry::Sought;

struct Options {
    std::vector<std::string> words;
    std::string type;
    std::size_t limit = 20;
    bool everything = false;
    Days days;
};

constexpr std::size_t longest_excerpt = 200;  // bytes

std::string plain(const std::vector<registry::Segment>& pieces) {
    std::string all;
    for (const auto& each : pieces) all += each.text;
    for (auto& c : all)
        if (c == '\n' || c == '\t') c = ' ';
    return all;
}

std::string title_of(const registry::InstrumentHead& head) {
    const auto* title = head.title(registry::Lang::en);
    return title ? title->text : head.id;
}

std::string label_of(const registry::FoundParty& found) {
    const auto& words = registry::Vocabulary::built_in();
    if (const auto* entity = words.entity(found.entity)) return entity->label.in(registry::Lang::en);
    const auto* party = words.party(found.party);
    return party ? party->label.in(registry::Lang::en) : found.party;
}

Table rows(const SearchAnswer& answer) {
    Table table{{"type", "id", "name", "party", "excerpt"}, {}};
    const auto& query = answer.query;
    for (const auto& each : answer.instruments)
        table.rows.push_back(
            {std::string{"instrument"}, each.id, title_of(each), std::string{}, std::string{}});
    for (const auto& each : answer.parties)
        table.rows.push_back({std::string{"party"}, each.entity.empty() ? each.party : each.entity,
                              label_of(each), each.party, std::string{}});
    for (const auto& each : answer.passages)
        table.rows.push_back({std::string{"passage"}, each.instrument.id, each.passage.kind,
                              each.passage.party.empty() ? each.passage.party_said : each.passage.party,
                              plain(registry::snippet(query, each.passage.text, longest_excerpt))});
    for (const auto& each : answer.documents)
        table.rows.push_back(
            {std::string{"document"}, each.document.key,
             each.document.title.empty() ? each.document.source : each.document.title, std::string{},
             each.text.empty() ? each.document.quotation
                               : plain(registry::snippet(query, each.text, longest_excerpt))});
    for (const auto& each : answer.findings)
        table.rows.push_back({std::string{"finding"}, each.verdict.id, title_of(each.instrument),
                              each.verdict.party,
                              registry::in_short(registry::Lang::en, each.verdict,
                                                 registry::Vocabulary::built_in(), answer.asked.on)});
    return table;
}

void say_what_was_left(Context& context, const SearchAnswer& answer) {
    auto& out = context.streams.out;
    if (answer.found_nothing()) out << "Nothing was found in what this registry holds.\n";
    if (!answer.did_you_mean.empty()) out << "Did you mean: " << answer.did_you_mean << "\n";
    for (const auto& each : answer.near) out << "Like it: " << each.id << "  " << title_of(each) << "\n";
    for (const auto& [kind, name] : registry::Names<Sought>::table) {
        const auto& count = answer.of(kind);
        if (count.n) out << name << ": " << (count.more ? "more than " : "") << count.n << "  ";
    }
    if (!answer.found_nothing()) out << "\n";
    if (answer.query.cut) out << "More was typed than is looked for.\n";
    if (!answer.findings_as_of_today) out << "Findings are searched only as they stand today.\n";
}

void search(Context& context, const Options& options) {
    registry::SearchFilter filter;
    for (const auto& word : options.words) filter.text += (filter.text.empty() ? "" : " ") + word;
    if (!options.type.empty()) filter.only = registry::named<Sought>(options.type);
    filter.limit = options.limit;
    if (options.everything) filter.audience = registry::store::Audience::operator_alone;
    const auto asked = options.days.asked(context.now());
    auto database = context.open();
    auto reader = database.read();
    const auto answer = registry::search_answer(reader, filter, asked);
    if (answer.query.empty())
        throw Refusal(exit_usage, "nothing to look for in \"" + filter.text +
                                      "\": give at least one word of letters or digits");
    const auto table = rows(answer);
    if (context.as() != Format::text) return print(context, table);
    if (answer.nothing_known) {
        context.streams.out << "This registry held nothing by " << registry::iso(*asked.known) << ".\n";
        return;
    }
    if (!table.rows.empty()) print(context, table);
    say_what_was_left(context, answer);
}

}  // namespace

void add_search(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand(
        "search", "Titles, numbers, parties, reservations, documents and findings by words");
    command
        .add_option("words", options->words,
                    "Words or their beginnings; \"words in quotes\" stand together, -word is left out")
        ->required();
    std::vector<std::string> types;
    for (const auto& [kind, name] : registry::Names<Sought>::table) types.emplace_back(name);
    command.add_option("--type", options->type, "Only that kind")->check(CLI::IsMember(types));
    command.add_option("--limit", options->limit, "At most so many of each kind")->check(CLI::Range(1, 1000));
    command.add_flag("--everything", options->everything,
                     "The texts of secondary documents too, which are for the operator alone");
    options->days.add_to(command, false);
    command.callback(
        [&context, options] { context.chosen = [&context, options] { search(context, *options); }; });
}

}  // namespace server::program
