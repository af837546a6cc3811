// The days of the Houses of the United Kingdom's Parliament, one a row: start_date, end_date, house, kind
// (sitting, virtual sitting, adjournment). Made into the calendar "uk-joint": the days on which both Houses
// sit (Constitutional Reform and Governance Act 2010, s. 20 (9)); virtual sittings are none.
//
// What is known completely is the last unbroken run of days on which both Houses have a row. Between two such
// days Parliament is not in session (prorogued or dissolved) where neither House has a row for at most 60
// days: an editorial reading, remarked upon with the days.
#pragma once
#include "importers/importer.hpp"

namespace importers::uk_days {

registry::Truth recognises(const Source&);
registry::Batch read(const Source&);

}  // namespace importers::uk_days
