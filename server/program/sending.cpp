#include "server/program/sending.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>

#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include "registry/alerts/fan_out.hpp"
#include "registry/base/bytes.hpp"
#include "registry/store/outbox.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

using delivery::SmtpSettings;
using Steady = std::chrono::steady_clock;

void read_host(const std::string& typed, SmtpSettings& into) {
    const auto colon = typed.rfind(':');
    const auto bracket = typed.rfind(']');
    const bool with_port = colon != std::string::npos && (bracket == std::string::npos || bracket < colon);
    into.host = typed.substr(0, with_port ? colon : std::string::npos);
    if (into.host.starts_with('[') && into.host.ends_with(']'))
        into.host = into.host.substr(1, into.host.size() - 2);
    if (with_port) {
        const auto* begin = typed.data() + colon + 1;
        const auto* stop = typed.data() + typed.size();
        const auto [end, error] = std::from_chars(begin, stop, into.port);
        if (error != std::errc{} || end != stop || into.port == 0)
            throw Refusal(exit_usage, "--smtp wants HOST:PORT, not \"" + typed + "\"");
    }
    if (into.host.empty()) throw Refusal(exit_usage, "--smtp wants HOST:PORT, not \"" + typed + "\"");
}

std::string first_line_of(const std::string& file) {
    std::ifstream in(file);
    std::string line;
    if (!in || !std::getline(in, line) || line.empty())
        throw Refusal(exit_unreadable, "no password can be read from " + file);
    return line;
}

}  // namespace

void Sending::add_to(CLI::App& command) {
    command.add_option("--smtp", smtp, "Mail goes to this server: HOST:PORT (25)");
    command.add_option("--smtp-tls", tls, "STARTTLS with it")
        ->check(CLI::IsMember({"required", "offered", "never"}));
    command.add_option("--smtp-ca", smtp_ca, "Certificates to trust of it (default: the system's)");
    command.add_option("--smtp-user", user, "User to log in as");
    command.add_option("--smtp-password-file", password_file, "File whose first line is the password");
    command.add_option("--mail-from", from, "Sender: \"Placet <alerts@example.org>\"");
    command.add_option("--mail-bounces", bounces,
                       "Where what cannot be delivered goes back; \"+\" and a code are put before its \"@\"");
    command.add_flag("--webhooks", webhooks, "Webhooks and the WebSub hub are called");
    command.add_flag("--webhooks-loopback", loopback, "Those on this machine too, by http (for tests)");
    command.add_option("--webhooks-ca", webhooks_ca, "Certificates to trust of them (default: the system's)");
}

delivery::Ways Sending::ways() const {
    delivery::Ways ways;
    if (!smtp.empty()) {
        SmtpSettings settings;
        read_host(smtp, settings);
        settings.tls = tls == "required"  ? SmtpSettings::Tls::required
                       : tls == "offered" ? SmtpSettings::Tls::when_offered
                                          : SmtpSettings::Tls::never;
        settings.ca_file = smtp_ca, settings.user = user, settings.from = from, settings.bounces = bounces;
        if (!delivery::is_mail_address(delivery::address_in(from)))
            throw Refusal(exit_usage,
                          "--smtp needs --mail-from with a mail address: \"Placet <alerts@example.org>\"");
        // Room for the code of the ten-thousand-millionth message (RFC 5321 4.5.3.1.1).
        constexpr std::size_t longest_name = 32;
        if (!bounces.empty() && (!delivery::is_mail_address(bounces) || bounces.rfind('@') > longest_name))
            throw Refusal(exit_usage,
                          "--mail-bounces wants a mail address with at most 32 bytes before its \"@\": "
                          "bounces@example.org");
        if (user.empty() != password_file.empty())
            throw Refusal(exit_usage, "--smtp-user and --smtp-password-file go together");
        if (!user.empty()) settings.password = first_line_of(password_file);
        for (const auto& file : {smtp_ca})
            if (!file.empty() && !std::ifstream(file))
                throw Refusal(exit_unreadable, "no certificates can be read from " + file);
        ways.mail = [mailer = std::make_shared<delivery::Mailer>(settings)](const delivery::Mail& mail) {
            return mailer->send(mail);
        };
    } else if (!from.empty() || !user.empty()) {
        throw Refusal(exit_usage, "--mail-from and --smtp-user are of no use without --smtp HOST:PORT");
    }
    if (webhooks || loopback) {
        if (!webhooks_ca.empty() && !std::ifstream(webhooks_ca))
            throw Refusal(exit_unreadable, "no certificates can be read from " + webhooks_ca);
        delivery::WebhookSettings settings;
        settings.loopback = loopback, settings.ca_file = webhooks_ca;
        ways.webhook = [settings](const registry::Endpoint& to, std::string_view id, registry::Instant at,
                                  std::string_view payload) {
            return delivery::post(settings, to, id, at, payload);
        };
        ways.hub = [settings](std::string_view hub, std::string_view topic) {
            return delivery::ping(settings, hub, topic);
        };
    }
    return ways;
}

std::string name_of_run() {
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    return std::string{host.data()} + "/" + std::to_string(getpid()) + "/" +
           registry::hex(registry::random_bytes(4));
}

struct Delivering::Inside {
    Inside(registry::store::Database& given, delivery::Ways out, delivery::Post with)
        : database(given), ways(std::move(out)), post(std::move(with)), thread([this] { loop(); }) {}
    ~Inside() {
        ending = true;
        wake.notify_all();
    }

    void loop() {
        constexpr auto at_least = std::chrono::seconds{60}, after_error = std::chrono::seconds{5};
        while (!ending) {
            auto again = Steady::now() + at_least;
            std::uint64_t known = 0;
            try {
                known = database.revision();
                post.catalogue = &catalogue;
                delivery::deliver(database, ways, post, [this] { return ending.load(); });
            } catch (const std::exception& error) {
                post.report("nothing could be delivered: " + std::string{error.what()});
                again = Steady::now() + after_error;
                known = 0;
            }
            wait(known, again);
        }
    }

    // Until something is due, somebody has committed (`known` zero: whatever is committed), or that time.
    void wait(std::uint64_t known, Steady::time_point again) {
        constexpr auto look = std::chrono::milliseconds{500};
        while (Steady::now() < again) {
            {
                std::unique_lock lock(mutex);
                if (wake.wait_for(lock, look, [this] { return ending.load(); })) return;
            }
            if (known == 0) continue;
            try {
                if (database.revision() != known) return;
                auto reader = database.read();
                const auto due =
                    registry::store::next_due(reader, {ways.mail != nullptr, ways.webhook != nullptr});
                if (due && *due <= registry::alerts::seconds(post.now())) return;
            } catch (const std::exception&) {
                return;  // told by the round that follows
            }
        }
    }

    registry::store::Database& database;
    delivery::Ways ways;
    delivery::Post post;
    registry::Catalogue catalogue;
    std::mutex mutex;
    std::condition_variable wake;
    std::atomic<bool> ending = false;
    std::jthread thread;
};

Delivering::Delivering(registry::store::Database& database, delivery::Ways ways, delivery::Post post)
    : inside_(std::make_unique<Inside>(database, std::move(ways), std::move(post))) {}
Delivering::~Delivering() = default;

}  // namespace server::program
