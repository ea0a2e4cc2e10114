// The floor under every command that reads YAML: libyaml's events of the files named, and nothing done with them.

#include <stdio.h>
#include <yaml.h>

static int scan(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    yaml_parser_t parser;
    yaml_event_t event;
    int done = 0, failed = !yaml_parser_initialize(&parser);
    if (failed) {
        fclose(file);
        return 1;
    }
    yaml_parser_set_input_file(&parser, file);
    while (!done && !failed) {
        if (yaml_parser_parse(&parser, &event)) {
            done = event.type == YAML_STREAM_END_EVENT;
            yaml_event_delete(&event);
        } else {
            fprintf(stderr, "%s: %s\n", path, parser.problem ? parser.problem : "no memory");
            failed = 1;
        }
    }
    yaml_parser_delete(&parser);
    fclose(file);
    return failed;
}

int main(int count, char **paths) {
    int failed = 0;
    for (int i = 1; i < count; i++) failed |= scan(paths[i]);
    return failed;
}
