#include "wire/task_group.h"

#include <boost/asio/multiple_exceptions.hpp>

#include "base/log.h"

namespace maintendue::wire {
namespace {

void report(const char* what) {
  log::event("wire.task", log::Level::error, "task broke", {{"detail", what}});
}

}  // namespace

bool TaskGroup::broken(std::exception_ptr failure) {
  if (!failure) return false;
  try {
    std::rethrow_exception(failure);
  } catch (const net::multiple_exceptions& several) {  // of waits that were side by side
    return broken(several.first_exception());
  } catch (const boost::system::system_error& error) {
    if (error.code() == net::error::operation_aborted) return false;  // cancelled
    report(error.what());
  } catch (const std::exception& error) {
    report(error.what());
  }
  return true;
}

}  // namespace maintendue::wire
