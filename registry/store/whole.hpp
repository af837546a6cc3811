// The whole store as one batch, or what it holds of one instrument, for export: what is said now, document by
// document, by our ids where names are known.
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

// The record of one instrument, as it may be shown to anybody: of secondary documents and those taken down no
// words but the short quotation, of the latter not even that (semantics 7). Documents that say something of it
// or state it completely; their `covers` name this instrument only. Without looks for "any instrument" and
// calendars of sitting days, which are nobody's own. Taken into an empty store it gives the same events.
Batch said_of_one(Reader&, std::string_view instrument, const Document& about, const View& view = {},
                  std::optional<Day> on = {});

}  // namespace registry::store
