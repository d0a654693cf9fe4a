# One INTERFACE target carries the language, the warnings and the hardening: no global flags.
find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC 1.51 CONFIG REQUIRED)
find_package(spdlog REQUIRED)
find_package(PkgConfig REQUIRED)

add_library(maintendue_options INTERFACE)
add_library(maintendue::options ALIAS maintendue_options)
target_compile_features(maintendue_options INTERFACE cxx_std_20)
target_compile_options(
  maintendue_options
  INTERFACE -Wall
            -Wextra
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wimplicit-fallthrough
            -fstack-protector-strong
            -fstack-clash-protection
            -fcf-protection
            $<$<BOOL:${MAINTENDUE_WERROR}>:-Werror>
            # g++ 12 sees phantom overflows in coroutine frames (GCC bug 105562).
            -Wno-maybe-uninitialized
            -Wno-error=restrict
            -Wno-error=array-bounds
            -Wno-error=stringop-overflow
            -Wno-error=dangling-pointer
            -Wno-mismatched-new-delete
)
target_compile_definitions(
  maintendue_options
  INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>
            _GLIBCXX_ASSERTIONS
            BOOST_ASIO_NO_DEPRECATED
            BOOST_ASIO_NO_TS_EXECUTORS
)
target_link_options(maintendue_options INTERFACE -Wl,-z,relro,-z,now)
target_include_directories(maintendue_options INTERFACE ${PROJECT_SOURCE_DIR}/proto)
target_include_directories(maintendue_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(maintendue_options INTERFACE MAINTENDUE_VERSION="${PROJECT_VERSION}")

# Our own asserts stay in release builds.
foreach(config RELEASE RELWITHDEBINFO MINSIZEREL)
  string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_${config} "${CMAKE_CXX_FLAGS_${config}}")
endforeach()

# maintendue_library(NAME sources...): a static library maintendue::NAME, with the house's options.
function(maintendue_library name)
  add_library(maintendue_${name} STATIC ${ARGN})
  add_library(maintendue::${name} ALIAS maintendue_${name})
  target_link_libraries(maintendue_${name} PUBLIC maintendue::options)
endfunction()

# maintendue_program(NAME main.cc libs...): a thin main over a library.
function(maintendue_program name main)
  add_executable(${name} ${main})
  target_link_libraries(${name} PRIVATE maintendue::options ${ARGN})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()
