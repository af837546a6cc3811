#include "server/site/address.hpp"

namespace server {

std::string canonical_path(const Target& target, std::string_view suffix) {
    std::string path;
    for (std::size_t i = 0; i < target.segments.size(); ++i) {
        auto segment = target.segments[i];
        if (i + 1 == target.segments.size() && !suffix.empty())
            segment.resize(segment.size() - suffix.size() - 1);
        path += "/" + percent(segment);
    }
    return path.empty() || path == "/index" ? "/" : path;
}

std::string without_end_slash(const std::string& target) {
    const auto mark = target.find('?');
    auto path = target.substr(0, mark);
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path + (mark == std::string::npos ? std::string{} : target.substr(mark));
}

std::string absolute(const View& view, std::string_view href) {
    const auto scheme = view.base_url.find("://");
    const auto path = view.base_url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    return view.base_url.substr(0, path) + std::string{href};
}

}  // namespace server
