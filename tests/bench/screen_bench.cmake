# maintendue-screen beside x11vnc and TigerVNC on one display.
add_executable(screen_latency_bench screen_latency.cc)
target_link_libraries(screen_latency_bench PRIVATE screen_test_support)
set_target_properties(screen_latency_bench PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bench)
