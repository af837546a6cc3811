// Documents as the store keeps them: the file itself with its bytes, and the documents a file cites (decision
// 11).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/store/imports.hpp"

namespace registry::store {

struct StoredDocument {
    std::int64_t id = 0;
    std::string key;  // SHA-256 of a file; digest_of() of a cited one
    bool is_file = false;
    std::string file;  // its name when it was taken in
    Document about;
};

// The key of a document that is only cited: a digest of all that is said of it, so that the same citation in
// two files is one document.
std::string digest_of(const Document&);

std::optional<StoredDocument> document_by_key(Reader&, std::string_view key);
std::vector<StoredDocument> all_documents(Reader&);  // by key
StoredDocument document_of(Reader&, std::int64_t id);  // throws when there is none of that number
bool is_taken_down(Reader&, std::int64_t document);

// Kept with its bytes, compressed.
std::int64_t add_file(Writer&, const Run&, const Document&, std::string_view file, std::string_view sha256,
                      std::string_view bytes);
// The stored one of that key, or a new one.
std::int64_t cite(Writer&, const Run&, const Document&, std::int64_t cited_in);

// Particulars given now that differ from those stored; what is not given now is no difference.
bool says_more(const Document& now, const Document& stored);
void give_particulars(Writer&, std::int64_t document, const Document& now);
// What the file itself says is taken back, so that it can be read again with other particulars. Gives the
// statements it appeared in. Documents it cites stay as they are.
std::vector<std::int64_t> unsay(Writer&, std::int64_t document);

bool add_covers(Writer&, std::int64_t document, const Alias&);  // true if it was not said before
std::vector<Alias> covered_by(Reader&, std::int64_t document);

// A file that says nothing itself and only holds what it cites.
bool is_container(Reader&, std::int64_t document);
void note_sample(Writer&);  // from now on every page says that the store holds samples

}  // namespace registry::store
