#include "server/delivery/compose.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "registry/alerts/message.hpp"
#include "registry/alerts/token.hpp"
#include "server/letters/letter.hpp"

namespace server::delivery {
namespace {

View view_for(const registry::Subscriber& subscriber, const Stationery& with) {
    View view;
    view.lang = subscriber.lang;
    view.asked.on = view.asked.today = with.now.today;
    view.base_url = with.base_url;
    view.report_to = with.report_to;
    return view;
}

Mail mail_of(const registry::alerts::Message& message, const letters::Written& written,
             const Stationery& with) {
    Mail mail;
    mail.to = message.subscriber.address;
    mail.subject = written.subject, mail.text = written.text, mail.html = written.html;
    mail.language = std::string{registry::name_of(written.lang)};
    mail.message_id = fmt::format("{}.{}@{}", message.outgoing.id, with.identity, with.host);
    mail.date = mail_date(message.complete_at);
    mail.stop_url = written.stop_url;
    mail.list_id = "alerts." + with.host;
    mail.bounce_code = registry::alerts::bounce_code(message.key, message.outgoing.id);
    return mail;
}

}  // namespace

std::optional<Composed> compose(registry::store::Reader& reader, const registry::Outgoing& outgoing,
                                const Stationery& with) {
    const auto message = registry::alerts::message(reader, outgoing);
    if (!message) return std::nullopt;
    Composed composed;
    const auto view = view_for(message->subscriber, with);
    if (!registry::store::goes_by_mail(outgoing)) {
        if (!message->endpoint || message->endpoint->ended_at) {
            composed.cannot = "the endpoint has ended";
            return composed;
        }
        composed.endpoint = message->endpoint;
        composed.webhook_id = fmt::format("msg_{}_{}", with.identity, outgoing.id);
        composed.payload = letters::payload(reader, *message, view, with.catalogue);
        return composed;
    }
    // Who asks anew for what was stopped is asked whether it is he: his address may exist again.
    const bool asks = outgoing.kind == registry::Letter::confirm;
    if ((message->subscriber.stopped_at && !asks) || message->subscriber.address.empty()) {
        composed.cannot = "nothing more is sent to this address";
        return composed;
    }
    composed.mail = mail_of(*message, letters::write(reader, *message, view, with.catalogue), with);
    return composed;
}

std::string host_of_ids(std::string_view stored_base, std::string_view identity) {
    if (!stored_base.empty()) return host_in(stored_base);
    return "placet-" + std::string{identity} + ".invalid";
}

std::string host_in(std::string_view base_url) {
    if (const auto scheme = base_url.find("://"); scheme != std::string_view::npos)
        base_url.remove_prefix(scheme + 3);
    base_url = base_url.substr(0, base_url.find('/'));
    if (base_url.starts_with('[')) return "localhost";
    const std::string host{base_url.substr(0, base_url.find(':'))};
    return host.empty() ? "localhost" : host;
}

std::string mail_date(registry::Instant at) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds moment{std::chrono::seconds{at}};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{moment - day};
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", days[std::chrono::weekday{day}.c_encoding()],
                       static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

}  // namespace server::delivery
