/* A disk that fails: preloaded, every call that changes a file below FAILING_DISK is counted, and from the number
   FAILING_FROM on (FAILING_TIMES of them, 0 for all that follow) it fails with FAILING_ERRNO and changes nothing.
   At the end the count is written to the file FAILING_COUNT. Of a write that fails the first half is written, as a
   full disk does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_long calls;

static int is_there(int file)
{
    char link[64], path[4096];
    const char *place = getenv("FAILING_DISK");
    int saved = errno;
    ssize_t length;

    if (!place)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    errno = saved;
    return length > 0 && (size_t)length >= strlen(place) && !strncmp(path, place, strlen(place));
}

static int fails(int file)
{
    long from, times, number;

    if (!is_there(file))
        return 0;
    number = atomic_fetch_add(&calls, 1) + 1;
    from = atol(getenv("FAILING_FROM"));
    times = atol(getenv("FAILING_TIMES"));
    if (!from || number < from || (times && number >= from + times))
        return 0;
    errno = atoi(getenv("FAILING_ERRNO"));
    return 1;
}

__attribute__((destructor)) static void tell_count(void)
{
    const char *place = getenv("FAILING_COUNT");
    FILE *file = place ? fopen(place, "w") : NULL;

    if (file) {
        fprintf(file, "%ld\n", atomic_load(&calls));
        fclose(file);
    }
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *data, size_t size)
{
    static __typeof__(&write) real;

    if (!real)
        real = REAL(write);
    if (fails(file)) {
        int why = errno;
        if (size > 1)
            real(file, data, size / 2);
        errno = why;
        return -1;
    }
    return real(file, data, size);
}

static ssize_t write_at(int file, const void *data, size_t size, off64_t at)
{
    static __typeof__(&pwrite64) real;

    if (!real)
        real = REAL(pwrite64);
    if (fails(file)) {
        int why = errno;
        if (size > 1)
            real(file, data, size / 2, at);
        errno = why;
        return -1;
    }
    return real(file, data, size, at);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at)
{
    return write_at(file, data, size, at);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at)
{
    return write_at(file, data, size, at);
}

int fsync(int file)
{
    static __typeof__(&fsync) real;

    if (!real)
        real = REAL(fsync);
    return fails(file) ? -1 : real(file);
}

int fdatasync(int file)
{
    static __typeof__(&fdatasync) real;

    if (!real)
        real = REAL(fdatasync);
    return fails(file) ? -1 : real(file);
}

int ftruncate64(int file, off64_t size)
{
    static __typeof__(&ftruncate64) real;

    if (!real)
        real = REAL(ftruncate64);
    return fails(file) ? -1 : real(file, size);
}

int ftruncate(int file, off_t size)
{
    return ftruncate64(file, size);
}
