/* Courier's log-in asks for passwords at one fixed Unix socket of the whole machine. Preloaded, this leads it to the
   socket that COURIER_DOOR names, so that every test process has accounts of its own and none needs /run. And there is no daemon that watches
   files: looking for one would cost two seconds a connection; Courier looks at the files itself then. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

typedef int (*connect_function)(int, const struct sockaddr *, socklen_t);

int connect(int socket, const struct sockaddr *to, socklen_t size)
{
    static connect_function real;
    const char *door = getenv("COURIER_DOOR");
    const struct sockaddr_un *asked = (const struct sockaddr_un *)to;

    if (!real)
        real = (connect_function)dlsym(RTLD_NEXT, "connect");
    if (door && to->sa_family == AF_UNIX && strstr(asked->sun_path, "/courier/authdaemon/socket")) {
        struct sockaddr_un led = {.sun_family = AF_UNIX};
        strncpy(led.sun_path, door, sizeof led.sun_path - 1);
        return real(socket, (const struct sockaddr *)&led, sizeof led);
    }
    return real(socket, to, size);
}

int FAMOpen(void *connection)
{
    (void)connection;
    return -1;
}

int FAMOpen2(void *connection, const char *name)
{
    (void)connection, (void)name;
    return -1;
}

typedef struct passwd *(*getpwnam_function)(const char *);

/* STARTTLS is done by a helper that becomes the package's user; here it stays who it is. */
struct passwd *getpwnam(const char *name)
{
    static getpwnam_function real;

    if (!real)
        real = (getpwnam_function)dlsym(RTLD_NEXT, "getpwnam");
    return strcmp(name, "courier") ? real(name) : getpwuid(geteuid());
}
