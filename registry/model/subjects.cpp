#include "registry/model/subjects.hpp"

#include <algorithm>
#include <stdexcept>

#include "registry/model/vocabulary_file.hpp"
#include "schemas/schemas.hpp"

namespace registry {
namespace {

std::vector<Subject> read() {
    constexpr auto path = "vocabulary/subjects.xml";
    try {
        const VocabularyFile file(schemas::file(path), path, "subjects", {"subject"});
        std::vector<Subject> all;
        for (const auto& node : file.root().children("subject")) {
            file.only(node, {"code", "scheme", "chapter"}, {"label"});
            Subject one{file.id(node, "code"), file.required(node, "scheme"), file.required(node, "chapter"),
                        file.labels(node)};
            for (const auto& each : all)
                if (each.code == one.code || (each.scheme == one.scheme && each.chapter == one.chapter))
                    file.refuse(node, "'" + one.code + "' or its chapter is declared twice");
            all.push_back(std::move(one));
        }
        return all;
    } catch (const Refused& refused) {
        throw std::runtime_error(refused.problem.where + ": " + refused.problem.what);
    }
}

}  // namespace

const std::vector<Subject>& subjects() {
    static const auto all = read();
    return all;
}

const Subject* subject(std::string_view code) {
    const auto found = std::ranges::find(subjects(), code, &Subject::code);
    return found == subjects().end() ? nullptr : &*found;
}

std::vector<std::string> subjects_of(const std::vector<Alias>& aliases) {
    std::vector<std::string> codes;
    for (const auto& each : subjects())
        for (const auto& alias : aliases)
            if (alias.scheme == each.scheme &&
                std::string_view{alias.value}.substr(0, alias.value.find('-')) == each.chapter) {
                codes.push_back(each.code);
                break;
            }
    return codes;
}

}  // namespace registry
