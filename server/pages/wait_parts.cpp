#include "server/pages/wait_parts.hpp"

#include <array>
#include <cmath>

#include "registry/rules/words.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::WaitAnswer;
using registry::WaitCurve;

constexpr std::array shares{25, 50, 75, 90};

// Whole percents; never "100%" or "0%" of what is not all or none.
std::string percent_text(const View& view, double share) {
    const auto say = [&](std::string_view key, long n) { return view.say(key, {{"n", std::to_string(n)}}); };
    const long whole = std::lround(share * 100);
    if (share > 0 && whole < 1) return say("wait.percent-below", 1);
    if (share < 1 && whole > 99) return say("wait.percent-above", 99);
    return say("wait.percent", whole);
}

std::string data_text(const View& view, const WaitCurve& curve) {
    if (!curve.first_as_of || !curve.last_as_of) return view.say("wait.no-data");
    if (*curve.first_as_of == *curve.last_as_of)
        return view.say("wait.data-of", {{"day", day_text(view, *curve.last_as_of)}});
    return view.say("wait.data-between", {{"from", day_text(view, *curve.first_as_of)},
                                          {"to", day_text(view, *curve.last_as_of)}});
}

std::string says(const View& view, const WaitAnswer& wait, const WaitCurve& curve, const std::string& whose) {
    const auto share = curve.consented_within(wait.days);
    const std::string key = curve.too_few() ? "wait.too-few." : share ? "wait.share." : "wait.beyond.";
    return view.say(key + whose, {{"n", number(view, curve.curve.n)},
                                  {"events", number(view, curve.curve.events)},
                                  {"party", party_label(view, wait.party)},
                                  {"data", data_text(view, curve)},
                                  {"share", share ? percent_text(view, *share) : std::string{}}});
}

Value per_thousand(const std::optional<double>& share) {
    return share ? Value{std::lround(*share * 1000)} : Value{};
}

// The curve at the end of every year for which somebody was watched: enough to draw it again.
Value by_year(const WaitCurve& curve) {
    auto list = Value::list();
    constexpr int most_years = 150;
    for (int year = 1; year <= most_years && !curve.too_few(); ++year) {
        const int days = static_cast<int>(std::lround(year * 365.25));
        if (days > curve.curve.longest) break;
        auto value = Value::object();
        value.both("days", days);
        value.both("consented_per_thousand", per_thousand(curve.consented_within(days)));
        list.push(std::move(value));
    }
    return list;
}

Value quantiles(const View& view, const WaitCurve& curve) {
    auto list = Value::list();
    for (const int share : shares) {
        auto value = Value::object();
        value.both("percent", share);
        value.people("label", view.say("wait.column.share", {{"n", std::to_string(share)}}));
        Value days;
        std::string text = view.say(curve.too_few() ? "wait.no-share" : "wait.not-reached");
        if (!curve.too_few())
            if (const auto day = curve.curve.day_of_share(share / 100.0)) {
                days = Value{*day};
                text = years(view, *day);
            }
        value.both("days", std::move(days));
        value.people("text", std::move(text));
        list.push(std::move(value));
    }
    return list;
}

Value row(const View& view, const WaitAnswer& wait, const WaitCurve& curve, std::string_view whose,
          const std::string& label) {
    const auto share = curve.consented_within(wait.days);
    auto value = Value::object();
    value.both("whose", whose);
    value.people("label", label);
    value.programs("signatures", curve.curve.n);
    value.people("n", number(view, curve.curve.n));
    value.programs("consented", curve.curve.events);
    value.people("events", number(view, curve.curve.events));
    value.programs("without", curve.curve.censored);
    value.people("censored", number(view, curve.curve.censored));
    value.programs("too_vague", curve.too_vague);
    value.programs("without_data", curve.without_data);
    value.both("too_few", curve.too_few());
    value.programs("data_from", day(view, curve.first_as_of));
    value.programs("data_to", day(view, curve.last_as_of));
    value.programs("consented_within_per_thousand", per_thousand(share));
    value.people("share", curve.too_few() ? view.say("wait.no-share")
                          : share         ? percent_text(view, *share)
                                          : view.say("wait.not-reached"));
    value.both("quantiles", quantiles(view, curve));
    value.programs("by_year", by_year(curve));
    return value;
}

std::string_view left_code(WaitAnswer::Left left) {
    return left == WaitAnswer::Left::two_times ? "known-or-published"
           : left == WaitAnswer::Left::vague   ? "signature-too-vague"
                                               : "";
}

}  // namespace

std::string years(const View& view, int days) {
    if (days < 366) return registry::in_words(view.lang, registry::Span{0, days});
    const long tenths = std::lround(days / 36.525);
    return view.say("wait.years", {{"n", number(view, tenths / 10)}, {"tenth", std::to_string(tenths % 10)}});
}

std::string wait_left_out(const View& view, const WaitAnswer& wait) {
    const auto& all = wait.of_all;
    if (all.too_vague + all.without_data == 0) return {};
    return view.say("wait.left-out",
                    {{"vague", number(view, all.too_vague)}, {"without", number(view, all.without_data)}});
}

std::string wait_so_far(const View& view, const WaitAnswer& wait) {
    return elapsed(view, wait.signed_on, wait.on);
}

std::vector<std::string> wait_in_words(const View& view, const WaitAnswer& wait) {
    std::vector<std::string> sentences{view.say(
        "wait.so-far",
        {{"elapsed", wait_so_far(view, wait)}, {"signed", registry::say_when(view.lang, wait.signed_on)}})};
    switch (wait.left) {
        case WaitAnswer::Left::two_times:
            sentences.push_back(view.say("wait.two-times"));
            break;
        case WaitAnswer::Left::vague:
            sentences.push_back(view.say("wait.vague"));
            break;
        case WaitAnswer::Left::compared:
            sentences.push_back(says(view, wait, wait.of_party, "party"));
            sentences.push_back(says(view, wait, wait.of_all, "all"));
            break;
    }
    return sentences;
}

Value wait_shown(const View& view, const std::optional<WaitAnswer>& wait) {
    if (!wait) return {};
    auto value = Value::object();
    value.both("signed", when(view, wait->signed_on));
    value.both("on", day(view, wait->on));
    auto sentences = Value::list();
    for (auto& each : wait_in_words(view, *wait)) sentences.push(std::move(each));
    value.both("says", std::move(sentences));
    const bool compared = wait->left == WaitAnswer::Left::compared;
    value.programs("left_out", left_code(wait->left));
    value.programs("days", compared ? Value{wait->days} : Value{});
    auto rows = Value::list(), columns = Value::list();
    if (compared) {
        rows.push(row(view, *wait, wait->of_party, "party", party_label(view, wait->party)));
        rows.push(row(view, *wait, wait->of_all, "all", view.say("wait.all-parties")));
        for (const int share : shares)
            columns.push(view.say("wait.column.share", {{"n", std::to_string(share)}}));
        value.people("left_out_text", wait_left_out(view, *wait));
    }
    value.people("columns", std::move(columns));
    value.both("curves", std::move(rows));
    if (compared) show_wait_picture(value, view, *wait);
    value.people("about", view.say("wait.about"));
    return value;
}

}  // namespace server
