// The chart of /stalled, from the counts the page has.
#pragma once
#include "server/pages/stalled_counts.hpp"
#include "server/pictures/stalled_chart.hpp"

namespace server {

// `alone`: for a picture that stands by itself, with whole addresses.
SeverityBars stalled_bars(const View&, const StalledCounts&, bool alone = false);

// "pictures" and "picture_tools", for {{#pictures}}{{&markup_picture}}{{/pictures}} and {{> picture_tools}};
// neither where nothing is counted. `title`: above the picture where it stands alone.
void show_stalled_chart(Value& says, const View&, const StalledCounts&, std::string_view title);
// Document::picture, when wants_picture(Asking::format).
Picture stalled_chart(const View&, const StalledCounts&, std::string_view title);

}  // namespace server
