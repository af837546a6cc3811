// Bytes of a published file as UTF-8, whatever it says of itself. Official files lie about their encoding:
// Latin-1 under a UTF-8 header, windows-1252 under Latin-1, UTF-16 without a mark.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/exchange/batch.hpp"

namespace importers::reading {

struct Text {
    std::string text;     // UTF-8, no byte order mark, line ends as they were
    std::string charset;  // the one that was read
    std::vector<registry::Remark> remarks;
};

// Byte order mark, else the pattern of zero bytes, else what the file declares (XML declaration, HTML meta),
// else UTF-8 where the bytes are valid, else windows-1252. Bytes that mean nothing are a doubt, never
// silence.
Text read_text(std::string_view bytes, const std::string& name);

// Does the file carry our mark for samples ("placet-sample") in its first 2 kB?
bool is_sample(std::string_view bytes);

// Its first bytes, with the zero bytes of UTF-16 left out: enough to recognise a format by its words.
std::string first_words(std::string_view bytes);

}  // namespace importers::reading
