#include "agent/service/spare_code.h"

#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace maintendue::agent {
namespace {

// Code is never written to here, so a page of it is always what its file says. Read-only data may
// not be (it was relocated), and is left alone.
int give_back_code_of(dl_phdr_info* object, std::size_t, void*) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = object->dlpi_phdr[i];
    const bool code = part.p_type == PT_LOAD && (part.p_flags & PF_X) && !(part.p_flags & PF_W);
    if (!code || object->dlpi_addr + part.p_vaddr == 0) continue;
    const std::uintptr_t begin = (object->dlpi_addr + part.p_vaddr) & ~(page - 1);
    const std::uintptr_t end = object->dlpi_addr + part.p_vaddr + part.p_memsz;
    (void)madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);  // a hint: no harm
  }
  return 0;
}

}  // namespace

void give_back_spare_code() { dl_iterate_phdr(give_back_code_of, nullptr); }

}  // namespace maintendue::agent
