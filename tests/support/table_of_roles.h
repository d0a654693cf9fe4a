// Who may call what, written down a second time by somebody who thought of it.
#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <string>
#include <vector>

#include "maintendue/v1/agent_link.pb.h"
#include "maintendue/v1/calls.pb.h"
#include "maintendue/v1/duties.pb.h"
#include "maintendue/v1/enrolment.pb.h"
#include "maintendue/v1/events.pb.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/help.pb.h"
#include "maintendue/v1/households.pb.h"
#include "maintendue/v1/operators.pb.h"
#include "maintendue/v1/sessions.pb.h"
#include "maintendue/v1/tunnel.pb.h"

namespace maintendue::test {

// Of every service that a relay or an enrolment process may serve.
inline std::vector<const google::protobuf::MethodDescriptor*> every_method() {
  const google::protobuf::FileDescriptor* files[] = {
      v1::AgentSays::descriptor()->file(),
      v1::ListCallsRequest::descriptor()->file(),
      v1::EnrolRequest::descriptor()->file(),
      v1::WatchRequest::descriptor()->file(),
      v1::ListMachinesRequest::descriptor()->file(),
      v1::OpenSessionRequest::descriptor()->file(),
      v1::JoinRequest::descriptor()->file(),
      v1::GetRosterRequest::descriptor()->file(),
      v1::ListHouseholdsRequest::descriptor()->file(),
      v1::BeginDutyRequest::descriptor()->file(),
      v1::ListHelpRequest::descriptor()->file(),
  };
  std::vector<const google::protobuf::MethodDescriptor*> all;
  for (const google::protobuf::FileDescriptor* file : files) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        all.push_back(file->service(s)->method(m));
      }
    }
  }
  return all;
}

// The table of DESIGN.md section 3, as far as these services go; M machine, m mediator, s support,
// a admin. A new method must be entered here by somebody who thought of it. What only reads which
// PCs and sessions there are is an administrator's too (docs/adr/0013).
inline const std::map<std::string, std::string> kMay = {
    {"maintendue.v1.AgentLink.Attach", "M"},
    {"maintendue.v1.Calls.ListCalls", "msa"},
    {"maintendue.v1.Enrolment.Enrol", ""},
    {"maintendue.v1.Events.Watch", "msa"},
    {"maintendue.v1.Fleet.ListMachines", "msa"},
    {"maintendue.v1.Fleet.GetMachine", "msa"},
    {"maintendue.v1.Sessions.OpenSession", "ms"},
    {"maintendue.v1.Sessions.ListSessions", "msa"},
    {"maintendue.v1.Sessions.GiveLog", "ms"},
    {"maintendue.v1.Sessions.ListLogs", "msa"},
    {"maintendue.v1.Tunnel.Join", "Mms"},
    {"maintendue.v1.Operators.GetRoster", "msa"},
    {"maintendue.v1.Operators.PutRoster", "msa"},
    {"maintendue.v1.Sessions.ResumeSession", "ms"},
    {"maintendue.v1.Fleet.PutMachineRecord", "ms"},
    {"maintendue.v1.Fleet.RepairMachine", "ms"},
    {"maintendue.v1.Enrolment.GiveOrder", ""},
    {"maintendue.v1.Households.ListHouseholds", "m"},
    {"maintendue.v1.Households.PutHousehold", "m"},
    {"maintendue.v1.Households.EraseHousehold", "m"},
    {"maintendue.v1.Duties.BeginDuty", "m"},
    {"maintendue.v1.Duties.EndDuty", "m"},
    {"maintendue.v1.Duties.GetDuty", "m"},
    {"maintendue.v1.Fleet.GiveMachine", "m"},
    {"maintendue.v1.Fleet.AskSupport", "m"},
    {"maintendue.v1.Help.ListHelp", "ms"},
    {"maintendue.v1.Help.AnswerHelp", "m"},
    {"maintendue.v1.Households.GetDataKeys", "m"},
    {"maintendue.v1.Households.PutDataKeys", "ma"},
};

// What each is about, and by that how it has to stand for the caller; entered like the roles.
inline const std::map<std::string, v1::About> kAbout = {
    {"maintendue.v1.AgentLink.Attach", v1::ABOUT_ITSELF},
    {"maintendue.v1.Calls.ListCalls", v1::ABOUT_MACHINE},
    {"maintendue.v1.Enrolment.Enrol", v1::ABOUT_ITSELF},
    {"maintendue.v1.Enrolment.GiveOrder", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Events.Watch", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Fleet.ListMachines", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Fleet.GetMachine", v1::ABOUT_MACHINE},
    {"maintendue.v1.Fleet.PutMachineRecord", v1::ABOUT_MACHINE},
    {"maintendue.v1.Fleet.RepairMachine", v1::ABOUT_MACHINE},
    {"maintendue.v1.Sessions.OpenSession", v1::ABOUT_MACHINE_TO_CALL},
    {"maintendue.v1.Sessions.ResumeSession", v1::ABOUT_OWN_SESSION},
    {"maintendue.v1.Sessions.ListSessions", v1::ABOUT_MACHINE},
    {"maintendue.v1.Sessions.GiveLog", v1::ABOUT_OWN_SESSION},
    {"maintendue.v1.Sessions.ListLogs", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Tunnel.Join", v1::ABOUT_OWN_SESSION},
    {"maintendue.v1.Operators.GetRoster", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Operators.PutRoster", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Households.ListHouseholds", v1::ABOUT_HOUSEHOLD},
    {"maintendue.v1.Households.PutHousehold", v1::ABOUT_HOUSEHOLD},
    {"maintendue.v1.Households.EraseHousehold", v1::ABOUT_HOUSEHOLD},
    {"maintendue.v1.Duties.BeginDuty", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Duties.EndDuty", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Duties.GetDuty", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Fleet.GiveMachine", v1::ABOUT_MACHINE_OF_HERS},
    {"maintendue.v1.Fleet.AskSupport", v1::ABOUT_MACHINE_OF_HERS},
    {"maintendue.v1.Help.ListHelp", v1::ABOUT_ANYTHING},
    {"maintendue.v1.Help.AnswerHelp", v1::ABOUT_MACHINE_OF_HERS},
    {"maintendue.v1.Households.GetDataKeys", v1::ABOUT_DATA_KEYS},
    {"maintendue.v1.Households.PutDataKeys", v1::ABOUT_DATA_KEYS},
};

inline char letter(v1::Role role) {
  switch (role) {
    case v1::ROLE_MACHINE:
      return 'M';
    case v1::ROLE_MEDIATOR:
      return 'm';
    case v1::ROLE_SUPPORT:
      return 's';
    case v1::ROLE_ADMIN:
      return 'a';
    default:
      return '?';
  }
}

inline std::string path_of(const google::protobuf::MethodDescriptor& method) {
  return "/" + method.service()->full_name() + "/" + method.name();
}

}  // namespace maintendue::test
