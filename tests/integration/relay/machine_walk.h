// A relay with machines in every state of one, and whoever asks something about them.
#pragma once

#include <google/protobuf/dynamic_message.h>

#include "help.h"
#include "machine_record/machine_record.h"
#include "walk.h"

namespace maintendue::test {

class MachineWalk : public RelayWalk {
 protected:
  struct State {
    const char* what;
    std::string id;
    Became called;  // what becomes of calling it, for whoever may call
  };
  std::vector<State> states() const {
    return {
        {"not admitted yet", "00000000000000be", Errc::NotFound},
        {"off", off_.id, Errc::MachineOff},
        {"here, verified by nobody", pc_.id, std::nullopt},
        {"here and verified", verified_.id, std::nullopt},
        {"quarantined", copied_.id, Errc::MachineQuarantined},
        {"revoked", stolen_.id, Errc::MachineRevoked},
    };
  }

  net::awaitable<void> begin() {
    co_await publish(of_everybody());
    for (const Holder& holder : {off_, stolen_}) {
      MachineGuest once(site_, site_.port(), holder);
      co_await once.attach();
      (void)co_await once.ask_for_help(help_request());
    }
    co_await two_hold(copied_);
    for (MachineGuest* guest : {&here_, &here_verified_}) {
      co_await guest->attach();
      (void)co_await guest->ask_for_help(help_request());
    }
    OperatorGuest nadia(site_, site_.port(), site_.nadia());
    v1::PutMachineRecordRequest request;
    request.set_signed_record(record_of(verified_.id, site_.nadia()));
    auto putting =
        nadia.ask<v1::PutMachineRecordResponse>("Fleet/PutMachineRecord", std::move(request));
    required(co_await std::move(putting), "record");
    co_await with_everybody_there();
    co_await publish(newest());
    co_await events_.watch();
  }

  // While Zoé and Rémi still are mediators.
  virtual net::awaitable<void> with_everybody_there() { co_return; }

  Bytes record_of(const std::string& machine, const Holder& by) {
    const machine_record::Record record{
        .machine = MachineId{machine},
        .key_hash = Bytes(32, 'h'),
        .how = v1::VERIFIED_HOW_PHONE,
        .at = std::chrono::system_clock::now() + std::chrono::milliseconds(++records_),
        .by = OperatorId{by.id},
    };
    return machine_record::sign(record, site_.organisation().trust(), by.key);
  }
  // An answer by that caller to the request for help that each machine made.
  Bytes answer_about(const std::string& machine, const Holder& by) {
    help::Answer answer = taken(by, machine, help_request().help_id());
    // The server's key is nobody's, and has no number to sign with.
    if (!identity::is_id(by.id)) answer.by = OperatorId{site_.nadia().id};
    answer.at = std::chrono::system_clock::now() + std::chrono::milliseconds(++records_);
    answering_ = to_unix_ms(answer.at);
    return help::sign(answer, site_.organisation().trust(), by.key);
  }
  // That request about that machine went well.
  void went_well(const std::string& machine) { answered_[machine] = answering_; }
  // A request about that machine, whatever else the method asks for: enums have their last value,
  // which of calls is none that gives a PC its mediator, and no PC is meant by the number of a
  // holder.
  Bytes request_about(const Method& method, const std::string& machine, const Holder& by) {
    google::protobuf::DynamicMessageFactory factory;
    const std::unique_ptr<google::protobuf::Message> request(
        factory.GetPrototype(method.input_type())->New()
    );
    const auto* fields = request->GetReflection();
    bool names_it = false;
    answering_ = answered_[machine];
    for (int i = 0; i < method.input_type()->field_count(); ++i) {
      const auto* field = method.input_type()->field(i);
      if (field->name() == "machine_id") {
        fields->SetString(request.get(), field, machine);
        names_it = true;
      } else if (field->name() == "signed_record") {
        fields->SetString(request.get(), field, record_of(machine, by));
        names_it = true;
      } else if (field->name() == "help_id") {
        fields->SetString(request.get(), field, help_request().help_id());
      } else if (field->name() == "signed_answer") {
        fields->SetString(request.get(), field, answer_about(machine, by));
      } else if (field->name() == "follows_at_ms") {
        fields->SetInt64(request.get(), field, answered_[machine]);
      } else if (field->name() == "holder") {
        fields->SetUInt32(request.get(), field, kNoHolder);
      } else if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_ENUM) {
        const auto* values = field->enum_type();
        fields->SetEnumValue(
            request.get(), field, values->value(values->value_count() - 1)->number()
        );
      }
    }
    EXPECT_TRUE(names_it) << method.full_name() << " is about a machine, and does not say which";
    return request->SerializeAsString();
  }

  // The session that was just opened on it is over when this returns.
  net::awaitable<void> end_session(
      MachineGuest& guest, Bytes answer, v1::EndReason why = v1::END_REASON_FAMILY
  ) {
    v1::OpenSessionResponse opened;
    EXPECT_TRUE(opened.ParseFromString(answer));
    co_await guest.tell_ended(opened.session_id(), why);
    (void)co_await events_.session_over(opened.session_id());
  }

  // Nadia's session on `pc_`.
  struct Joined {
    std::uint64_t session = 0;
    wire::RpcStreamPtr pc, nadia;
  };
  net::awaitable<Joined> join_on_pc() {
    auto opening = nadia_.open(pc_.id);
    const auto opened = required(co_await std::move(opening), "open");
    v1::RelaySays says;  // of rosters first
    while (!says.has_session_offer()) says = required(co_await here_.hear(), "offer");
    Joined joined;
    joined.session = opened.session_id();
    joined.pc = co_await here_.ask_to_join(joined.session, says.session_offer().ticket());
    joined.nadia = co_await nadia_.ask_to_join(joined.session, opened.ticket());
    for (const wire::RpcStreamPtr& side : {joined.pc, joined.nadia}) {
      required(co_await wire::read_message<v1::JoinReply>(*side), "joined");
    }
    co_return joined;
  }
  // Whether what Nadia says in it still comes to the PC.
  net::awaitable<bool> goes_on(Joined joined) {
    const Result<void> said = co_await joined.nadia->write("still there");
    const Result<Bytes> heard = co_await joined.pc->read();
    co_return said&& heard && *heard == "still there";
  }

  static constexpr std::uint32_t kNoHolder = 999;
  const Holder off_ = site_.organisation().machine("00000000000000b3");
  const Holder verified_ = site_.organisation().machine("00000000000000b4");
  MachineGuest here_{site_, site_.port(), pc_};
  MachineGuest here_verified_{site_, site_.port(), verified_};
  OperatorGuest events_{site_, site_.port(), site_.camille()};
  OperatorGuest nadia_{site_, site_.port(), site_.nadia()};
  int records_ = 0;
  std::map<std::string, std::int64_t> answered_;  // by machine, when its request was, last
  std::int64_t answering_ = 0;                    // as it is when the call that is made goes well
};

}  // namespace maintendue::test
