#include "console/http/bridge.h"

#include <cassert>

#include "maintendue/local/v1/console.pb.h"
#include "maintendue/v1/calls.pb.h"
#include "maintendue/v1/duties.pb.h"
#include "maintendue/v1/events.pb.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/sessions.pb.h"

namespace maintendue::console {
namespace {

using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

std::string path_of(const MethodDescriptor& method) {
  return "/" + method.service()->full_name() + "/" + method.name();
}

// A page calls unary methods and reads streams; it never writes one.
bool is_for_pages(const MethodDescriptor& method) {
  // Opening a session, or taking one up, is followed by a ticket and a tunnel, and a log is signed:
  // the console's own business.
  const std::string path = path_of(method);
  return !method.client_streaming() && path != "/maintendue.v1.Sessions/OpenSession" &&
         path != "/maintendue.v1.Sessions/ResumeSession" &&
         path != "/maintendue.v1.Sessions/GiveLog";
}

const ServiceDescriptor* service_beside(const google::protobuf::Descriptor* message) {
  return message->file()->service(0);
}

}  // namespace

Bridge::Bridge(Relay relay) : relay_(std::move(relay)) {
  for (const ServiceDescriptor* service : {
           service_beside(v1::ListMachinesRequest::descriptor()),  // Fleet
           service_beside(v1::ListSessionsRequest::descriptor()),  // Sessions
           service_beside(v1::ListCallsRequest::descriptor()),     // Calls
           service_beside(v1::WatchRequest::descriptor()),         // Events
           service_beside(v1::BeginDutyRequest::descriptor()),     // Duties
       }) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor& method = *service->method(i);
      if (!is_for_pages(method)) continue;
      const std::string path = path_of(method);
      methods_[path] = Method{path, method.server_streaming(), {}};
    }
  }
}

void Bridge::serve(const std::string& name, LocalCall call) {
  const ServiceDescriptor* console = service_beside(local::v1::GetStatusRequest::descriptor());
  const MethodDescriptor* method = console->FindMethodByName(name);
  assert(method && !method->server_streaming() && !method->client_streaming());
  const std::string path = path_of(*method);
  methods_[path] = Method{path, false, std::move(call)};
}

const Bridge::Method* Bridge::find(std::string_view path) const {
  const auto found = methods_.find(path);
  return found == methods_.end() ? nullptr : &found->second;
}

net::awaitable<Result<Bytes>> Bridge::call(
    const Method& method, std::string page, Bytes request, std::chrono::milliseconds limit
) const {
  if (method.local) co_return co_await method.local(std::move(page), std::move(request));
  const RelayClientPtr relay = relay_();
  if (!relay) co_return fail(Errc::NotAllowed, "signed out");
  co_return co_await relay->call(method.path, std::move(request), limit);
}

net::awaitable<Result<wire::RpcStreamPtr>> Bridge::stream(const Method& method, Bytes request)
    const {
  const RelayClientPtr relay = relay_();
  if (!relay) co_return fail(Errc::NotAllowed, "signed out");
  co_return co_await relay->stream(method.path, std::move(request));
}

}  // namespace maintendue::console
