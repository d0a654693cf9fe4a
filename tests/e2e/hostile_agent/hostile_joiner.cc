// hostile_joiner ROOT HOST:PORT NAMES: PCs without an identity that call themselves what they like.
// ROOT is the organisation's certificate, NAMES a file of `length: 4 bytes, bytes`: for each PC the
// code that it shows and the name that it gives. Prints a line for each: its six digits once it
// waits, or the name of the error.
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/address.h"
#include "identity/enrolment_code.h"
#include "identity/issue.h"
#include "identity/trust.h"
#include "maintendue/v1/enrolment.pb.h"
#include "wire/play.h"
#include "wire/rpc_channel.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

std::string content_of(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Bytes> words_in(const std::string& all) {
  std::vector<Bytes> words;
  for (std::size_t at = 0; at + 4 <= all.size();) {
    std::size_t length = 0;
    for (int i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(all[at + i]);
    words.push_back(all.substr(at + 4, length));
    at += 4 + length;
  }
  return words;
}

// As any PC asks, but for its name.
net::awaitable<std::string> join(wire::RpcChannel& channel, Bytes code, Bytes name) {
  const auto key = identity::PrivateKey::generate();
  v1::EnrolRequest request;
  request.set_enrolment_code(code);
  request.set_csr(identity::make_request(key));
  request.set_hostname(name);
  const auto answer = co_await wire::call<v1::EnrolResponse>(
      channel, "/maintendue.v1.Enrolment/Enrol", std::move(request), 30s
  );
  if (!answer) co_return std::string(maintendue::name(answer.error().code));
  co_return identity::check_number(key.public_key());
}

net::awaitable<void> join_all(
    net::io_context& io, std::string root, Address server, std::vector<Bytes> words
) {
  const auto trust = identity::Trust::from_pem(root);
  wire::ChannelOptions options;
  options.host = server.host;
  options.port = server.port;
  options.roots = root;
  options.check_server = identity::server_check(
      *trust, identity::Server::Enrolment, server.host, std::chrono::system_clock::now
  );
  const auto channel = wire::RpcChannel::open(io.get_executor(), std::move(options));
  (void)co_await channel->connect(10s);
  for (std::size_t at = 0; at + 1 < words.size(); at += 2) {
    const std::string told = co_await join(*channel, words[at], words[at + 1]);
    std::cout << told << std::endl;
  }
}

int run(char** words) {
  const auto server = parse_dial_address(words[2]);
  if (!server) return 2;
  net::io_context io;
  wire::play(io, join_all(io, content_of(words[1]), *server, words_in(content_of(words[3]))));
  return 0;
}

}  // namespace
}  // namespace maintendue::test

int main(int count, char** words) { return count == 4 ? maintendue::test::run(words) : 2; }
