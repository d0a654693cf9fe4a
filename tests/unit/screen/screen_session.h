// What the tests of whole sessions share: a screen, a comparison, noise.
#pragma once

#include <gtest/gtest.h>

#include <random>

#include "tests/unit/screen/screen_program.h"
#include "tests/unit/screen/x_server.h"

namespace maintendue::test {

// Bytes that the program wrote and nobody read.
int waiting(int socket);

class ScreenSession : public testing::Test {
 protected:
  XServer x = XServer::virtual_one();

  // Takes in updates until the viewer's picture is the screen's.
  void expect_same_picture(ScreenProgram& program);
  void move_pointer(int x_at, int y_at);
  // 0xAARRGGBB, premultiplied.
  void use_pointer(int width, int height, const std::vector<std::uint32_t>& pixels);
  int pointer_x() const;
  void fill_with_noise(std::mt19937& random);
};

}  // namespace maintendue::test
