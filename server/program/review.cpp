// placet review: names that may be names of one instrument, and what a person decides about them. A decision
// becomes an exchange file of one line, so that it has a document, a hash and an author like everything else.
#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

#include "registry/answers/review.hpp"
#include "registry/base/text.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

using registry::MatchPair;
using registry::ReviewLine;

std::string title_of(const registry::InstrumentHead& head) {
    const auto* title = head.title(registry::Lang::en);
    return title ? title->text : std::string{};
}

void list(Context& context) {
    auto database = context.open();
    auto reader = database.read();
    Table table{{"id", "score", "since", "one", "one_title", "other", "other_title", "because"}, {}};
    for (const auto& line : registry::review(reader))
        table.rows.push_back({line.pair.id, registry::score_text(line.pair.match.score),
                              registry::iso(line.pair.since), registry::text(line.pair.one),
                              title_of(line.one), registry::text(line.pair.other), title_of(line.other),
                              registry::in_words(line.pair.match.reasons)});
    print(context, table);
}

std::string why_not(const ReviewLine& line) {
    const auto names = registry::text(line.pair.one) + " and " + registry::text(line.pair.other);
    switch (line.pair.state) {
        case MatchPair::State::automatic:
            return names + " were joined by title and date; what is joined is not torn apart";
        case MatchPair::State::accepted:
            return names + " have been joined by somebody's word already";
        case MatchPair::State::rejected:
            return names + " have been told apart already";
        case MatchPair::State::joined:
            return names + " are names of one instrument already";
        case MatchPair::State::waiting:
            break;
    }
    return line.ruled_out ? names + " would give one instrument two numbers of one list" : std::string{};
}

void decide(Context& context, bool same, const std::string& id, const std::string& because) {
    if (registry::clean(because).empty())
        throw Refusal(exit_usage, "a decision needs its reason: --because TEXT");
    auto database = context.open();
    registry::Batch batch;
    {
        auto reader = database.read();
        const auto line = registry::review_line(reader, id);
        if (!line)
            throw Refusal(exit_usage,
                          "no pair has the id \"" + id + "\" (placet review lists those that wait)");
        if (const auto reason = why_not(*line); !reason.empty() && (same || !line->ruled_out))
            throw Refusal(exit_usage, reason);
        registry::Document own;
        own.source = "editor";
        own.title = "Decided on the command line";
        own.media_type = "application/xml";
        batch.documents = {own};
        if (same)
            batch.links.push_back({line->pair.one, line->pair.other, 0, "", registry::clean(because)});
        else
            batch.not_same.push_back({line->pair.one, line->pair.other, registry::clean(because), 0, ""});
    }
    const auto bytes = registry::write_exchange(batch);
    const auto report =
        registry::take_in(database, {"command line", "exchange", bytes, std::move(batch)}, context.now());
    Table table{{"id", "decided", "tracks"}, {}};
    table.rows.push_back({id, std::string{same ? "accepted" : "rejected"}, report.touched});
    print(context, table);
    for (const auto& remark : report.remarks)
        context.streams.err << registry::name_of(remark.weight) << ": " << remark.what << "\n";
    context.exit_code = report.losses > 0 ? exit_losses : report.doubts > 0 ? exit_remarks : exit_clean;
}

struct Decision {
    std::string id, because;
};

void add_decision(CLI::App& review, Context& context, bool same) {
    auto decision = std::make_shared<Decision>();
    auto& command = *review.add_subcommand(
        same ? "accept" : "reject",
        same ? "The two names are names of one instrument" : "The two names are names of two instruments");
    command.add_option("ID", decision->id, "The pair's id")->required();
    command.add_option("--because", decision->because, "Why, in your own words")->required();
    command.callback([&context, decision, same] {
        context.chosen = [&context, decision, same] {
            decide(context, same, decision->id, decision->because);
        };
    });
}

}  // namespace

void add_review(CLI::App& app, Context& context) {
    auto& command = *app.add_subcommand(
        "review", "List names that may be names of one instrument; accept or reject a pair");
    add_decision(command, context, true);
    add_decision(command, context, false);
    command.require_subcommand(0, 1);
    command.callback([&context, &command] {
        if (command.get_subcommands().empty()) context.chosen = [&context] { list(context); };
    });
}

}  // namespace server::program
