// What this PC tells its family of the sessions that there were, out of its own logs.
#pragma once

#include "agent/service/desktop/offer.h"
#include "agent/service/session_log/session_logs.h"
#include "maintendue/local/v1/dialog.pb.h"
#include "roster/book.h"

namespace maintendue::agent {

// So many stand in its window; the logs of others are kept.
constexpr std::size_t kMostVisits = 100;

// One session, by a log that is over; its names are still to be said.
local::v1::JournalVisit visit_of(const log_folder::LogOnDisk& log);

// What `journal` makes of them, for whoever sits at the PC.
Offer journal_offer(std::function<local::v1::Journal(const std::string& language)> journal);

// The newest first, each under the name that was kept of her, else the roster's. It reads the disk,
// which is short: each log is 48 KiB at most.
local::v1::Journal journal_of(
    const SessionLogs& logs, const roster::Book& book, const std::string& language
);

}  // namespace maintendue::agent
