# maintendue-screen beside x11vnc and TigerVNC on one display: without a browser, and (browser_latency.py) with one.
pkg_check_modules(bench_x11 REQUIRED IMPORTED_TARGET x11)
add_library(bench_echo STATIC echo.cc)
target_link_libraries(bench_echo PUBLIC maintendue::options PkgConfig::bench_x11)

add_executable(screen_latency_bench screen_latency.cc)
target_link_libraries(screen_latency_bench PRIVATE bench_echo screen_test_support)

add_executable(echo_window echo_window.cc)
target_link_libraries(echo_window PRIVATE bench_echo)

set_target_properties(screen_latency_bench echo_window PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bench)
