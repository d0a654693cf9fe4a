#include "console/roster/office.h"

#include "base/private_memory.h"
#include "console/data_keys/waiting_keys.h"
#include "console/roster/handover.h"
#include "console/roster/view.h"
#include "wire/status.h"

namespace maintendue::console {

net::awaitable<Result<local::v1::RosterView>> Office::get() { co_return view(); }

net::awaitable<Result<local::v1::RosterView>> Office::mark_read(
    local::v1::MarkRosterReadRequest request
) {
  if (request.version() == team_.book().edition().version) team_.mark_read();
  co_return view();
}

// The relay first: a change that reaches nobody is none, and is told as such.
net::awaitable<Result<local::v1::ChangeRosterResponse>> Office::change(
    local::v1::ChangeRosterRequest request
) {
  std::string passphrase = std::move(*request.mutable_passphrase());
  const WipedAtEnd wiped(passphrase);
  const roster::Edition seen = team_.book().edition();
  const WallTime seen_ends = team_.book().ends();
  Result<Edit> edit = edit_of(std::move(request));
  if (!edit) co_return tl::unexpected(edit.error());
  Result<Authority> authority = co_await open_authority(std::move(passphrase));
  if (!authority) co_return tl::unexpected(authority.error());
  const std::shared_ptr<Exchange> exchange = exchange_();
  if (!exchange) co_return fail(Errc::NotAllowed, "signed out");
  Result<void> fetched = co_await exchange->once();
  // By a roster that has ended the relay lets nobody in, and yet takes the next one.
  const bool over = timeline_.wall() >= seen_ends;
  const bool refused = !fetched && fetched.error().code == Errc::NotTrusted;
  if (!fetched && !(over && refused)) co_return tl::unexpected(fetched.error());
  if (team_.book().edition() != seen) co_return fail(Errc::OutOfDate, "changed meanwhile");

  const Result<Edited> edited = authority->sign(team_.book(), *edit, timeline_.wall());
  if (!edited) co_return tl::unexpected(edited.error());
  local::v1::ChangeRosterResponse response;
  std::optional<Handover> handover;
  if (!edited->colleague.empty()) {
    Result<Handover> written = Handover::write(team_.folder(), edited->colleague);
    if (!written) co_return tl::unexpected(written.error());
    response.set_folder(written->folder().string());
    handover = std::move(*written);
  }
  Result<void> kept =
      keep_waiting_keys(team_.folder(), team_.book().roster().data_key, edited->data_keys);
  if (!kept) co_return tl::unexpected(kept.error());
  Result<void> put = co_await exchange->put(edited->book.news());
  // Whose key may be in the relay's roster by now keeps it.
  const bool may_count = put || wire::may_have_been_done(put.error().code);
  if (handover && may_count) handover->keep();
  if (!put) co_return tl::unexpected(put.error());
  // Those that the relay does not take now are given at the next sign-in: with the new folder, if
  // she has just given herself another key.
  Bytes data_key = edited->book.roster().data_key;
  auto giving = hand_in_waiting_keys(team_.folder(), std::move(data_key), relay_);
  (void)co_await std::move(giving);
  *response.mutable_roster() = view();
  co_return response;
}

net::awaitable<Result<local::v1::RosterView>> Office::suspend(
    local::v1::SuspendOperatorRequest request
) {
  const OperatorId whom{std::move(*request.mutable_operator_id())};
  if (!team_.book().roster().member(whom)) co_return fail(Errc::NotFound, "nobody of that id");
  const std::shared_ptr<Exchange> exchange = exchange_();
  if (!exchange) co_return fail(Errc::NotAllowed, "signed out");
  exchange->state_suspension(whom);
  Result<void> told = co_await exchange->once();
  if (!told) co_return tl::unexpected(told.error());
  co_return view();
}

net::awaitable<Result<local::v1::RosterView>> Office::extend() {
  const roster::Book& book = team_.book();
  if (!book.can_extend(team_.self(), timeline_.wall())) {
    co_return fail(Errc::NotAllowed, "not the deputy's to say, or not now");
  }
  const std::shared_ptr<Exchange> exchange = exchange_();
  if (!exchange) co_return fail(Errc::NotAllowed, "signed out");
  exchange->state_extension();
  Result<void> told = co_await exchange->once();
  if (!told) co_return tl::unexpected(told.error());
  co_return view();
}

net::awaitable<Result<Authority>> Office::open_authority(std::string passphrase) {
  if (!Authority::lies_in(team_.folder())) co_return fail(Errc::NotAllowed, "no roster key here");
  auto opening = keyring_.open<Authority>(
      [folder = team_.folder(), trust = team_.trust()](const std::string& phrase) {
        return Authority::open(folder, trust, phrase);
      },
      std::move(passphrase)
  );
  co_return co_await std::move(opening);
}

local::v1::RosterView Office::view() const {
  return view_of(team_, Authority::lies_in(team_.folder()));
}

}  // namespace maintendue::console
