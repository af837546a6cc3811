// The whole store as one batch, for export: what is said now, document by document, by our ids where names
// are known.
#pragma once
#include "registry/exchange/batch.hpp"
#include "registry/store/database.hpp"
#include "registry/store/view.hpp"

namespace registry::store {

// documents[0] is `about`, the export itself, which says nothing of its own; the others are the documents the
// store holds, by their particulars, without those that only cite. Statements that no document says any
// longer and what older snapshots say are left out. Equal facts give an equal batch, whatever the order of
// imports. `view`: only what counted then (semantics 2); `on`: without what had not happened by the end of
// that day.
Batch everything_said(Reader&, const Document& about, const View& view = {}, std::optional<Day> on = {});

}  // namespace registry::store
