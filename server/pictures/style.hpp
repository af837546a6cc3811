// The one visual language of the pictures: classes, patterns and colours, in light, dark and print. It stands
// once, in server/static/placet.css between its two marks, and is put into every picture that stands by
// itself.
//
// What a class means:
//   point      can be pointed at and reached by keyboard; its .tip shows then
//   axis tick rule today ahead      the time axis, the lines between rows, the day asked about, what lies
//   after it step binds look computed unsure span   kinds of mark, and how sure they are: filled is recorded,
//   hollow is
//                                          computed, dashed is uncertain
//   gap wait   time between two recorded steps; time without a recorded movement, in a severity
//   notice warn stalled severe      severities, each with its pattern
//   line-a line-b area band         curves and what lies under or around them
// Colours hold 4.5:1 for text and 3:1 for graphics on the picture's paper (a test reckons it).
#pragma once
#include <string_view>

namespace server {

// Throws std::logic_error when the style sheet lost its marks.
std::string_view picture_style();

inline constexpr std::string_view picture_style_begins = "/* pictures: begin */";
inline constexpr std::string_view picture_style_ends = "/* pictures: end */";

}  // namespace server
