#include "registry/store/documents.hpp"

#include <stdexcept>

#include "registry/base/bytes.hpp"
#include "registry/store/columns.hpp"

namespace registry::store {
namespace {

const std::string select_document =
    "SELECT id, key, sha256 IS NOT NULL, file, source, title, address, media_type, language, as_of, "
    "as_of_lo, as_of_hi, "
    "published, published_lo, published_hi, retrieved, sample, secondary, quotation FROM document ";
const std::string select_by_key = select_document + "WHERE key = ?";
const std::string select_all = select_document + "ORDER BY key";
const std::string select_by_id = select_document + "WHERE id = ?";

StoredDocument document_in(const Query& row) {
    StoredDocument found;
    found.id = row.integer(0);
    found.key = row.text(1);
    found.is_file = row.flag(2);
    found.file = row.text(3);
    auto& about = found.about;
    about.source = row.text(4), about.title = row.text(5), about.address = row.text(6);
    about.media_type = row.text(7), about.language = row.text(8);
    about.as_of = maybe_when(row, 9);
    about.published = maybe_when(row, 12);
    about.retrieved = row.maybe_day(15);
    about.sample = row.flag(16), about.secondary = row.flag(17);
    about.quotation = row.text(18);
    return found;
}

std::int64_t insert(Writer& writer, const Run& run, const Document& about, std::string_view key, bool is_file,
                    std::string_view file, std::size_t size) {
    const auto sha256 = is_file ? std::optional{std::string{key}} : std::nullopt;
    Query(writer,
          "INSERT INTO document (key, sha256, source, title, address, file, media_type, language, as_of, "
          "as_of_lo, "
          "as_of_hi, published, published_lo, published_hi, retrieved, size, sample, secondary, quotation, "
          "import) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(key, sha256, about.source, about.title, about.address, file, about.media_type, about.language,
             edtf_of(about.as_of), lo_of(about.as_of), hi_of(about.as_of), edtf_of(about.published),
             lo_of(about.published), hi_of(about.published), about.retrieved, size, about.sample,
             about.secondary, about.quotation, run.id);
    return writer.last_id();
}

}  // namespace

std::string digest_of(const Document& about) {
    constexpr char apart = '\x1f';
    std::string all = "cited";
    for (const auto& each :
         {about.source, about.title, about.address, about.media_type, about.language,
          edtf_of(about.as_of).value_or(""), edtf_of(about.published).value_or(""),
          about.retrieved ? iso(*about.retrieved) : std::string{}, std::string{about.sample ? "sample" : ""},
          std::string{about.secondary ? "secondary" : ""}, about.quotation})
        all += apart + each;
    return sha256(all);
}

std::optional<StoredDocument> document_by_key(Reader& reader, std::string_view key) {
    Query row(reader, select_by_key);
    if (!row.bind(key).step()) return std::nullopt;
    return document_in(row);
}

std::vector<StoredDocument> all_documents(Reader& reader) {
    std::vector<StoredDocument> found;
    Query rows(reader, select_all);
    for (rows.bind(); rows.step();) found.push_back(document_in(rows));
    return found;
}

StoredDocument document_of(Reader& reader, std::int64_t id) {
    Query row(reader, select_by_id);
    if (!row.bind(id).step()) throw std::runtime_error("no document " + std::to_string(id));
    return document_in(row);
}

bool is_taken_down(Reader& reader, std::int64_t document) {
    Query row(reader, "SELECT taken_down FROM document WHERE id = ?");
    return row.bind(document).step() && row.flag(0);
}

std::int64_t add_file(Writer& writer, const Run& run, const Document& about, std::string_view file,
                      std::string_view sha256, std::string_view bytes) {
    const auto id = insert(writer, run, about, sha256, true, file, bytes.size());
    const auto frame = compress(bytes);
    Query body(writer, "INSERT INTO body (document, frame) VALUES (?, ?)");
    body.bind(id);
    bind_blob(body, 2, frame);
    body.run();
    if (!about.text.empty())
        Query(writer, "INSERT INTO extracted (document, text) VALUES (?, ?)").run(id, about.text);
    return id;
}

std::int64_t cite(Writer& writer, const Run& run, const Document& about, std::int64_t cited_in) {
    const auto key = digest_of(about);
    const auto stored = document_by_key(writer, key);
    const auto id = stored ? stored->id : insert(writer, run, about, key, false, "", 0);
    Query(writer, "INSERT OR IGNORE INTO cites (document, cited) VALUES (?, ?)").run(cited_in, id);
    return id;
}

bool says_more(const Document& now, const Document& stored) {
    const auto differs = [](const std::string& given, const std::string& held) {
        return !given.empty() && given != held;
    };
    const auto moved = [](const std::optional<When>& given, const std::optional<When>& held) {
        return given && !(held && *given == *held);
    };
    return differs(now.source, stored.source) || differs(now.title, stored.title) ||
           differs(now.address, stored.address) || differs(now.language, stored.language) ||
           moved(now.as_of, stored.as_of) || moved(now.published, stored.published) ||
           (now.retrieved && !stored.retrieved);
}

void give_particulars(Writer& writer, std::int64_t document, const Document& now) {
    // What is not given now stays as it was given before.
    Query(writer,
          "UPDATE document SET source = coalesce(nullif(?, ''), source), title = coalesce(nullif(?, ''), "
          "title), "
          "address = coalesce(nullif(?, ''), address), language = coalesce(nullif(?, ''), language), "
          "retrieved = coalesce(retrieved, ?) WHERE id = ?")
        .run(now.source, now.title, now.address, now.language, now.retrieved, document);
    if (now.as_of)
        Query(writer, "UPDATE document SET as_of = ?, as_of_lo = ?, as_of_hi = ? WHERE id = ?")
            .run(now.as_of->edtf, now.as_of->lo, now.as_of->hi, document);
    if (now.published)
        Query(writer, "UPDATE document SET published = ?, published_lo = ?, published_hi = ? WHERE id = ?")
            .run(now.published->edtf, now.published->lo, now.published->hi, document);
}

std::vector<std::int64_t> unsay(Writer& writer, std::int64_t document) {
    std::vector<std::int64_t> statements;
    Query rows(writer, "SELECT DISTINCT statement FROM appearance WHERE document = ?");
    for (rows.bind(document); rows.step();) statements.push_back(rows.integer(0));
    Query(writer, "DELETE FROM appearance WHERE document = ?").run(document);
    Query(writer, "DELETE FROM covers WHERE document = ?").run(document);
    Query(writer, "DELETE FROM passage WHERE document = ?").run(document);
    Query(writer, "DELETE FROM look WHERE document = ?").run(document);
    Query(writer, "DELETE FROM relation WHERE document = ?").run(document);
    Query(writer, "DELETE FROM clause WHERE document = ?").run(document);
    Query(writer, "DELETE FROM remark WHERE document = ?").run(document);
    // Links stay: what was one instrument by somebody's word is not torn apart by a new day beside the file.
    // So does what was told apart.
    return statements;
}

bool add_covers(Writer& writer, std::int64_t document, const Alias& alias) {
    Query(writer, "INSERT OR IGNORE INTO covers (document, scheme, value) VALUES (?, ?, ?)")
        .run(document, alias.scheme, alias.value);
    return writer.changed_rows() > 0;
}

std::vector<Alias> covered_by(Reader& reader, std::int64_t document) {
    std::vector<Alias> found;
    Query rows(reader, "SELECT scheme, value FROM covers WHERE document = ? ORDER BY scheme, value");
    for (rows.bind(document); rows.step();) found.push_back({rows.text(0), rows.text(1)});
    return found;
}

bool is_container(Reader& reader, std::int64_t document) {
    Query row(reader,
              "SELECT EXISTS (SELECT 1 FROM cites WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM appearance WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM description WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM passage WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM look WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM link WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM not_same WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM relation WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM clause WHERE document = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM covers WHERE document = ?1)");
    return row.bind(document).step() && row.flag(0);
}

void note_sample(Writer& writer) {
    Query(writer, "UPDATE meta SET value = '1' WHERE key = 'made_from_samples'").run();
}

}  // namespace registry::store
