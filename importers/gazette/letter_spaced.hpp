// Lines whose letters a PDF has set apart.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace importers::gazette {

// "O rd o n n a n t i e v a n h e t": its words again, when the letters spell known ones from first to last.
bool is_letter_spaced(std::string_view line);
std::optional<std::string> put_together(std::string_view line);

}  // namespace importers::gazette
