// One batch on its way into the store, step by step, inside one transaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "registry/intake/believe.hpp"
#include "registry/intake/identity.hpp"
#include "registry/intake/intake.hpp"
#include "registry/intake/names.hpp"
#include "registry/store/documents.hpp"

namespace registry::intake {

// Everything `from` had moves to `to`; what must be settled and judged again is noted.
void join(store::Writer&, const std::string& from, const std::string& to, Touched&);

class TakingIn {
public:
    TakingIn(store::Writer&, const Incoming&, const Now&);
    // `stored`: the file's bytes are known, and are read again with other particulars.
    Report run(const std::string& sha256, const std::optional<store::StoredDocument>& stored);

private:
    // A statement whose life may change by this batch.
    struct Candidate {
        std::int64_t id = 0;
        bool in_batch = false, fresh = false, was_live = false;
        bool counts = false;  // one of the places in this batch makes it current
        store::Track track;
    };
    using Place = std::pair<std::int64_t, Alias>;  // what a document says of one instrument

    void drop_what_nobody_can_use();
    void name_instruments();
    void keep_documents(const std::string& sha256, const std::optional<store::StoredDocument>& stored);
    std::vector<Place> demoted_or_promoted(const std::optional<store::StoredDocument>& stored);
    void keep_statements();
    void keep_descriptions();
    void keep_other_records();
    void keep_calendars();
    void settle_lives();
    void settle_life(const Candidate&);
    void touch_all_tracks_of(const std::string& party);
    void finish();

    Candidate& candidate(std::int64_t statement);
    const std::string& instrument(const Alias& alias) const { return identity_.instrument.at(alias); }
    std::int64_t document(std::size_t index) const { return documents_.at(index); }
    const std::string& source(std::size_t index) const { return batch_.documents.at(index).source; }
    void remark(Remark::Weight weight, std::string kind, std::string what, std::string where);

    store::Writer& writer_;
    const Incoming& incoming_;
    Batch batch_;
    store::Run run_;
    Report report_;
    Names names_;
    store::Standing standing_;  // fresh once the documents are kept
    Identity identity_;
    std::vector<std::int64_t> documents_;
    std::vector<Place> moved_;            // places that count now and did not, or the other way
    std::set<std::int64_t> read_before_;  // descriptions of a file read again
    bool read_again_ = false;
    std::vector<Candidate> candidates_;
    std::unordered_map<std::int64_t, std::size_t> candidate_at_;
    Touched touched_;
};

}  // namespace registry::intake
