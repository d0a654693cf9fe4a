// A caller that writes HTTP/2 by hand, so that it may do what no library does: it acknowledges
// nothing, reads nothing, and takes calls back at once.
#pragma once

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <csignal>

#include "sockets.h"
#include "tests/support/organisation.h"

namespace maintendue::wire {

class RawHttp2 {
 public:
  explicit RawHttp2(std::uint16_t port) : socket_(port) {
    std::signal(SIGPIPE, SIG_IGN);  // it will be cut
  }

  // Blocks until it may call; the server's `main` has accepted it before. `who`: nobody where no
  // certificate is asked for.
  void shake_hands(const test::Holder* who) {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    if (who != nullptr) show(*who);
    tls_.reset(SSL_new(context_.get()));
    SSL_set_alpn_protos(tls_.get(), reinterpret_cast<const unsigned char*>("\2h2"), 3);
    SSL_set_fd(tls_.get(), socket_.descriptor());
    ASSERT_EQ(SSL_connect(tls_.get()), 1);
    ASSERT_TRUE(write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(kSettings, 0, 0, {})));
  }
  // False once the server has cut it.
  bool call(const std::string& method) { return write(head(method)); }
  bool call_and_take_back(const std::string& method) {
    const std::string headers = head(method);
    return write(headers + frame(kReset, 0, stream_, std::string("\0\0\0\x08", 4)));
  }

 private:
  static constexpr char kHeaders = 1, kReset = 3, kSettings = 4;
  static constexpr char kEndHeaders = 4;

  // RFC 9113, 4.1: length, type, flags, stream.
  static std::string frame(
      char type, char flags, std::uint32_t stream, const std::string& payload
  ) {
    std::string frame = big_endian(static_cast<std::uint32_t>(payload.size())).substr(1);
    return frame + type + flags + big_endian(stream) + payload;
  }
  static std::string big_endian(std::uint32_t number) {
    number = htonl(number);
    return {reinterpret_cast<const char*>(&number), sizeof number};
  }
  // RFC 7541: a field that is not in the table and does not come into it.
  static std::string field(const std::string& name, const std::string& value) {
    return '\0' + (static_cast<char>(name.size()) + name) +
           (static_cast<char>(value.size()) + value);
  }
  std::string head(const std::string& method) {
    stream_ += stream_ == 0 ? 1 : 2;
    const std::string post_https = "\x83\x87";
    return frame(
        kHeaders, kEndHeaders, stream_,
        post_https + field(":path", method) + field(":authority", "localhost") +
            field("content-type", "application/grpc") + field("te", "trailers")
    );
  }
  void show(const test::Holder& who) {
    const auto bio_of = [](const std::string& text) {
      return std::unique_ptr<BIO, decltype(&BIO_free)>(
          BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free
      );
    };
    const std::string pem = who.key.to_pem();
    const auto chain = bio_of(who.chain), key = bio_of(pem);
    X509* leaf = PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr);
    EVP_PKEY* secret = PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr);
    ASSERT_EQ(SSL_CTX_use_certificate(context_.get(), leaf), 1);
    ASSERT_EQ(SSL_CTX_use_PrivateKey(context_.get(), secret), 1);
    X509_free(leaf);
    EVP_PKEY_free(secret);
    while (X509* next = PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr)) {
      SSL_CTX_add_extra_chain_cert(context_.get(), next);
    }
  }
  bool write(const std::string& bytes) {
    return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  }

  Socket socket_;
  std::uint32_t stream_ = 0;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
};

}  // namespace maintendue::wire
