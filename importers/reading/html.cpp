#include "importers/reading/html.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "importers/reading/charset.hpp"
#include "importers/reading/html_attributes.hpp"
#include "importers/reading/html_depth.hpp"
#include "registry/base/text.hpp"

namespace importers::reading {
namespace {

constexpr std::size_t most_memory = std::size_t{512} << 20;
constexpr std::size_t least_block = std::size_t{1} << 20;
constexpr const char* line_attribute = "placet:line";

// All that Gumbo asks for comes from here and goes back at once: gumbo_destroy_output recurses and would
// overflow the stack on a deep tree, and Gumbo cannot say that memory has run out (it checks no allocation).
// It asks for every tag and attribute, so that here is also seen when one of the many ways HTML5 has to take
// quadratic time is being taken. Leaving by longjmp is sound: only Gumbo's C frames lie between.
class Arena {
public:
    explicit Arena(double most_seconds) : most_seconds_(most_seconds) {
        blocks_.reserve(most_memory / least_block + 1);  // so that nothing throws through Gumbo
    }
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena() {
        for (auto* each : blocks_) std::free(each);
    }

    enum Left { reading, too_large, too_slow };  // why Gumbo was left
    std::jmp_buf out;

    static void* give(void* self, std::size_t size) { return static_cast<Arena*>(self)->take(size); }
    static void take_back(void*, void*) {}

private:
    void* take(std::size_t size) {
        size = (size + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);
        if (++asked_ % asked_between == 0 && seconds() - begun_ > most_seconds_) std::longjmp(out, too_slow);
        if (size > left_) more(std::max(size, least_block));
        auto* piece = next_;
        next_ += size;
        left_ -= size;
        return piece;
    }

    void more(std::size_t size) {
        void* fresh = taken_ + size > most_memory ? nullptr : std::malloc(size);
        if (fresh == nullptr) std::longjmp(out, too_large);
        taken_ += size;
        next_ = static_cast<char*>(fresh);
        left_ = size;
        blocks_.push_back(fresh);
    }

    static double seconds() {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
    }

    static constexpr std::size_t asked_between = 256;  // looks at the clock
    std::size_t asked_ = 0;
    const double most_seconds_, begun_ = seconds();
    std::vector<void*> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0, taken_ = 0;
};

GumboOutput* parse(Arena& arena, const std::string& html, const char*& why_not) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = Arena::give;
    options.deallocator = Arena::take_back;
    options.userdata = &arena;
    options.max_errors = 0;
    switch (setjmp(arena.out)) {
        case Arena::reading:
            break;
        case Arena::too_slow:
            why_not = "the page takes too long to be read";
            return nullptr;
        default:
            why_not = "the page needs too much memory to be read";
            return nullptr;
    }
    return gumbo_parse_with_options(&options, html.data(), html.size());
}

std::string name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    auto piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    std::string name(piece.data ? piece.data : "", piece.data ? piece.length : 0);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return name.empty() ? "unknown" : name;
}

pugi::xml_node copy(const GumboElement& element, pugi::xml_node into) {
    auto made = into.append_child(name_of(element).c_str());
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        made.append_attribute(attribute->name).set_value(attribute->value);
    }
    // What the parser added itself has no place in the file.
    if (element.original_tag.data != nullptr && element.start_pos.line > 0)
        made.append_attribute(line_attribute).set_value(element.start_pos.line);
    return made;
}

// Without recursion: the depth of a page is the page's choice.
void copy(const GumboNode& document, pugi::xml_node into) {
    struct Step {
        const GumboVector* children;
        unsigned next;
        pugi::xml_node into;
    };
    std::vector<Step> open{{&document.v.document.children, 0, into}};
    while (!open.empty()) {
        auto& step = open.back();
        if (step.next == step.children->length) {
            open.pop_back();
            continue;
        }
        const auto* child = static_cast<const GumboNode*>(step.children->data[step.next++]);
        switch (child->type) {
            case GUMBO_NODE_ELEMENT:
            case GUMBO_NODE_TEMPLATE: {
                const auto made = copy(child->v.element, step.into);
                open.push_back({&child->v.element.children, 0, made});
                break;
            }
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
                step.into.append_child(pugi::node_pcdata).set_value(child->v.text.text);
                break;
            default:
                break;  // comments
        }
    }
}

// Elements that stand on lines of their own; a cell only parts words.
constexpr std::array<std::string_view, 40> lines_apart{
    "address", "article", "aside",   "blockquote", "body",   "br",    "caption", "center", "dd", "details",
    "div",     "dl",      "dt",      "fieldset",   "figure", "form",  "footer",  "h1",     "h2", "h3",
    "h4",      "h5",      "h6",      "header",     "hr",     "li",    "main",    "nav",    "ol", "option",
    "p",       "pre",     "section", "table",      "tbody",  "tfoot", "thead",   "title",  "tr", "ul"};
constexpr std::array<std::string_view, 4> unseen{"noscript", "script", "style", "template"};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void apart(std::string& text, std::string_view name) {
    if (has(lines_apart, name))
        text += '\n';
    else if (name == "td" || name == "th")
        text += ' ';
}

// Line feeds of the page are blanks; those left in the answer part blocks.
void append(std::string& text, const char* words) {
    for (; *words != '\0'; ++words) text += *words == '\n' || *words == '\r' ? ' ' : *words;
}

std::string words_of(const pugi::xml_node& top) {
    std::string text;
    auto node = top;
    bool down = true;
    while (node) {
        if (down) {
            if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
                append(text, node.value());
            apart(text, node.name());
            if (node.first_child() && !has(unseen, node.name())) {
                node = node.first_child();
                continue;
            }
        }
        if (!down) apart(text, node.name());
        if (node == top) break;
        down = static_cast<bool>(node.next_sibling());
        node = down ? node.next_sibling() : node.parent();
    }
    return text;
}

std::string line_at(const std::string& text, std::size_t at) {
    return std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

}  // namespace

registry::Result<Html> read_html(std::string_view bytes, const std::string& name, double most_seconds) {
    if (bytes.size() > 2 * largest_page) return registry::problem("the page is too large", name);
    auto text = read_text(bytes, name);
    if (text.text.size() > largest_page) return registry::problem("the page is too large", name);
    if (nests_deeper_than(text.text, deepest_page))
        return registry::problem("the page nests deeper than " + std::to_string(deepest_page) + " elements",
                                 name);
    if (const auto at = tag_with_more_attributes_than(text.text, most_attributes))
        return registry::problem("the tag at byte " + std::to_string(*at + 1) + " has more than " +
                                     std::to_string(most_attributes) + " attributes",
                                 name + ":" + line_at(text.text, *at));
    Arena arena(most_seconds);
    const char* why_not = "";
    const auto* parsed = parse(arena, text.text, why_not);
    if (parsed == nullptr) return registry::problem(why_not, name);
    Html out{std::make_unique<pugi::xml_document>(), std::move(text.charset), std::move(text.remarks)};
    copy(*parsed->document, *out.tree);
    return out;
}

int line_of(const pugi::xml_node& node) { return node.attribute(line_attribute).as_int(); }

std::string text_of(const pugi::xml_node& node) { return registry::clean(words_of(node)); }

std::vector<std::string> lines_of(const pugi::xml_node& node) {
    std::vector<std::string> lines;
    const auto words = words_of(node);
    for (const auto line : registry::split(words, '\n'))
        if (auto cleaned = registry::clean(line); !cleaned.empty()) lines.push_back(std::move(cleaned));
    return lines;
}

}  // namespace importers::reading
