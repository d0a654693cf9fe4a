# cmake -DFOLDER=... -DHEADER=... -DNAMESPACE=... -DOUT=... -P embed_migrations.cmake: every
# NNNN_name.sql of FOLDER into one source, behind the migrations() that HEADER declares in NAMESPACE.
file(GLOB scripts ${FOLDER}/*.sql)
list(SORT scripts)
set(rows "")
set(expected 1)
foreach(script IN LISTS scripts)
  get_filename_component(name ${script} NAME_WE)
  if(NOT name MATCHES "^0*([1-9][0-9]*)_")
    message(FATAL_ERROR "${script}: a migration is called NNNN_name.sql")
  endif()
  set(number ${CMAKE_MATCH_1})
  if(NOT number EQUAL expected)
    message(FATAL_ERROR "${script}: migration ${expected} is missing")
  endif()
  math(EXPR expected "${expected} + 1")
  file(READ ${script} sql)
  string(APPEND rows "    {${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE ${OUT} "#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\nnamespace {\n
constexpr database::Migration kMigrations[] = {\n${rows}};\n
}  // namespace\n
std::span<const database::Migration> migrations() { return kMigrations; }\n
}  // namespace ${NAMESPACE}\n")
