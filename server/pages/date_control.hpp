// The days asked for, on every page: a form to ask for others, and a banner when it is not today.
#pragma once
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server {

// {on, known, published, profile}, as programs get it; of a page that only `known` changes, that alone.
Value asked_days(const View&);
// The form, for templates/date_control.mustache. Keeps the page's other parameters but not its place in a
// list: another day has another list.
Value date_control(const View&);
// What is to be said above the page: that it holds samples, that it is not today's. A page that a day given
// cannot change says so.
Value banners(const View&);

}  // namespace server
