// The dialogue with a mail server (RFC 5321) by Poco's client, on sockets that say when the other side is
// gone.
#pragma once
#include <openssl/ssl.h>

#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureSMTPClientSession.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SecureStreamSocketImpl.h>

#include <chrono>
#include <string>

namespace server::delivery::smtp {

// Poco 1.11 waits in a circle for the end of a reply where the connection has ended in the middle of it, and
// takes in any length of one: here either is an exception.
template <class Impl>
class Listening : public Impl {
public:
    using Impl::Impl;
    int sendBytes(const void* buffer, int length, int flags = 0) override {
        heard_ = 0;
        return Impl::sendBytes(buffer, length, flags);
    }
    int receiveBytes(void* buffer, int length, int flags = 0) override {
        constexpr int longest_reply = 256 * 1024;
        const auto got = Impl::receiveBytes(buffer, length, flags);
        if (got == 0) throw Poco::Net::ConnectionResetException("the mail server closed the connection");
        if (got > 0 && (heard_ += got) > longest_reply)
            throw Poco::Net::NetException("the mail server's reply does not end");
        return got;
    }

private:
    int heard_ = 0;  // bytes, since we last said something
};

class Secured : public Listening<Poco::Net::SecureStreamSocketImpl> {
public:
    using Listening::Listening;
    using SecureStreamSocketImpl::connectSSL;
};

class Plain : public Poco::Net::StreamSocket {
public:
    Plain() : StreamSocket(new Listening<Poco::Net::StreamSocketImpl>) {}
};

inline Poco::Net::StreamSocket connected(const std::string& host, unsigned short port,
                                         std::chrono::seconds timeout) {
    Plain socket;
    socket.connect(Poco::Net::SocketAddress(host, port), {static_cast<long>(timeout.count()), 0});
    socket.setNoDelay(true);  // the end of a message waits for nothing
    return socket;
}

inline Poco::Net::Context::Ptr trust(const std::string& ca_file) {
    namespace net = Poco::Net;
    net::Context::Params params;
    params.caLocation = ca_file;
    params.loadDefaultCAs = ca_file.empty();
    params.verificationMode = net::Context::VERIFY_STRICT;
    net::Context::Ptr context = new net::Context(net::Context::TLS_CLIENT_USE, params);
    context->enableExtendedCertificateVerification(true);
    SSL_CTX_set_min_proto_version(context->sslContext(), TLS1_2_VERSION);
    return context;
}

class Line : public Poco::Net::SecureSMTPClientSession {
public:
    explicit Line(const Poco::Net::StreamSocket& socket) : SecureSMTPClientSession(socket) {}
    // Says the command and gives status and response.
    int ask(const std::string& command, std::string& response) {
        response.clear();
        return sendCommand(command, response);
    }
    // Its own startTLS() knows the host only when it connected itself, and would then check no name.
    void secure(const std::string& server, const Poco::Net::Context::Ptr& context) {
        auto* secured = new Secured(static_cast<Poco::Net::StreamSocketImpl*>(socket().impl()), context);
        const Owner owner(secured);
        secured->setPeerHostName(server);
        secured->connectSSL();
        secured->verifyPeerCertificate(server);
        socket() = owner;
    }
    void reply_within(const std::chrono::seconds& timeout) {
        socket().setReceiveTimeout({static_cast<long>(timeout.count()), 0});
        socket().setSendTimeout({static_cast<long>(timeout.count()), 0});
    }

private:
    struct Owner : Poco::Net::StreamSocket {
        explicit Owner(Poco::Net::SocketImpl* impl) : StreamSocket(impl) {}
    };
};

}  // namespace server::delivery::smtp
