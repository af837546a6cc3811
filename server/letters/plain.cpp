#include "server/letters/plain.hpp"

#include <string_view>

#include "registry/base/text.hpp"

namespace server::letters {
namespace {

constexpr std::size_t width = 78;

std::size_t letters_in(std::string_view text) {
    std::size_t n = 0;
    for (const char c : text) n += (c & 0xC0) != 0x80;
    return n;
}

std::string_view text_of(const Value& of, std::string_view key) {
    const auto* value = of.get(key);
    return value ? value->text() : std::string_view{};
}

const Value::List& list_of(const Value& of, std::string_view key) {
    static const Value::List none;
    const auto* value = of.get(key);
    const auto* items = value ? value->items() : nullptr;
    return items ? *items : none;
}

class Writer {
public:
    explicit Writer(const View& view) : view_(view) {}

    // The first line after `mark`, the others under it.
    void put(std::string_view text, std::string_view mark = {}) {
        if (text.empty()) return;
        const std::string indent(letters_in(mark), ' ');
        std::string line{mark};
        bool fresh = true;
        for (const auto word : registry::split(text, ' ')) {
            if (word.empty()) continue;
            if (!fresh && letters_in(line) + 1 + letters_in(word) > width) {
                out_ += line + "\n";
                line = indent;
                fresh = true;
            }
            if (!fresh) line += ' ';
            line += word;
            fresh = false;
        }
        out_ += line + "\n";
    }
    void link(std::string_view label, std::string_view href, std::string_view indent = {}) {
        if (href.empty()) return;
        put(view_.say("/letters.link", {{"what", std::string{label}}}), indent);
        out_ += std::string{indent} + std::string{href} + "\n";
    }
    void gap() {
        if (!out_.empty() && !out_.ends_with("\n\n")) out_ += "\n";
    }
    void paragraphs(const Value::List& all, std::string_view mark = {}) {
        for (const auto& each : all) {
            put(text_of(each, "text"), mark);
            if (mark.empty()) gap();
        }
        if (!mark.empty() && !all.empty()) gap();
    }

    void change(const Value& told) {
        put(text_of(told, "says"), "* ");
        for (const auto* key : {"said", "moves", "stands", "certainty"}) put(text_of(told, key), "  ");
        for (const auto& each : list_of(told, "looks")) put(text_of(each, "text"), "  - ");
        for (const auto* key : {"effective", "recorded"}) put(text_of(told, key), "  ");
        link(view_.say("/letters.evidence"), text_of(told, "evidence_href"), "  ");
        link(view_.say("/letters.report"), text_of(told, "report_href"), "  ");
        gap();
    }
    void track(const Value& told) {
        const auto name = text_of(told, "name");
        put(name);
        out_ += std::string(std::min(width, letters_in(name)), '-') + "\n";
        put(text_of(told, "href"));
        gap();
        for (const auto& each : list_of(told, "changes")) change(each);
        put(text_of(told, "ended"));
        gap();
    }
    void footer(const Value& says) {
        out_ += "-- \n";
        if (!list_of(says, "reasons").empty()) put(view_.say("/letters.why"));
        for (const auto& each : list_of(says, "reasons")) {
            put(text_of(each, "what"), "* ");
            put(text_of(each, "href"), "  ");
            link(view_.say("/letters.stop"), text_of(each, "stop_href"), "  ");
        }
        link(view_.say("/letters.manage"), text_of(says, "manage_href"));
        put(text_of(says, "closing"));
    }
    std::string written() { return std::move(out_); }

private:
    const View& view_;
    std::string out_;
};

}  // namespace

std::string plain_text(const View& view, const Value& says) {
    Writer writer(view);
    writer.put(text_of(says, "samples"));
    writer.gap();
    writer.put(text_of(says, "subject"));
    writer.gap();
    writer.paragraphs(list_of(says, "intro"));
    writer.paragraphs(list_of(says, "points"), "* ");
    writer.put(text_of(says, "before_action"));
    writer.link(text_of(says, "action_label"), text_of(says, "action_href"));
    writer.gap();
    writer.paragraphs(list_of(says, "after"));
    for (const auto& each : list_of(says, "tracks")) writer.track(each);
    writer.link(text_of(says, "more"), text_of(says, "more_href"));
    writer.gap();
    writer.put(text_of(says, "lines_text"));
    writer.gap();
    for (const auto& each : list_of(says, "lines")) {
        writer.put(text_of(each, "text"), "* ");
        writer.put(text_of(each, "href"), "  ");
    }
    writer.gap();
    writer.footer(says);
    return writer.written();
}

}  // namespace server::letters
