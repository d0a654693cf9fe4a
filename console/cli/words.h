// What the command line says to people, in French and English.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace maintendue::cli {

enum class Language { French, English };

enum class Word {
  Usage,
  UnknownCommand,
  UnknownOption,
  MissingValue,
  MissingOption,
  RepeatedOption,
  BadName,
  BadHost,
  BadRole,
  BadNumber,
  Exists,
  CannotRead,
  CannotWrite,
  NoOrganisation,
  NoOperator,
  NoKey,
  OtherKey,
  WrongPassphrase,
  ShortPassphrase,
  DifferentPassphrases,
  NoTerminal,
  Cancelled,
  NoHome,
  NoRoster,
  NoRosterKey,
  NoSheet,
  BadRelay,
  BadChange,
  NameTaken,
  NobodyCalled,
  LastAdministrator,
  RosterOutOfDate,
  RelayFailed,
  AskRoot,
  AskNewRoot,
  AskOperator,
  AskAdministrator,
  AskRecovery,
  AskSheet,
  AskNewOperator,
  AskAgain,
  Founded,
  OperatorAdded,
  KeyGiven,
  RolesSet,
  Removed,
  ReplaceTheKey,
  Lifted,
  MachineRevoked,
  AlreadyRevoked,
  Renewed,
  PublishIt,
  Published,
  IsSuspended,
  RosterKeyReplaced,
  Recovered,
  RecoverySheet,
  TokenMade,
  WantsFile,
  BadMachine,
  NoExport,
  RelaySilent,
  RelayRefuses,
  LogExported,
  LogsWell,
  LogOfPc,
  LogOfConsole,
  EntryMissing,
  EntryChanged,
  EntryAdded,
  EntryUnlikely,
  LogUnreadable,
  LogUnsigned,
  LogForeign,
  LogChanged,
  LogMissing,
  LogsMissing,
  LogsDiffer,
  HeadsDiffer,
  LogReplaced,
  CountWrong,
  SessionHidden,
  NumberHidden,
};

// The sentence, with %1, %2... replaced.
std::string say(Language language, Word word, std::initializer_list<std::string_view> values = {});
// French when `locale` ("fr_FR.UTF-8") begins with fr, else English.
Language language_of(std::string_view locale);

}  // namespace maintendue::cli
