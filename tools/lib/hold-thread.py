"""Holds one thread of a process as if it were stuck, until standard input ends: hold-thread.py PID NAME"""

import ctypes
import os
import select
import sys

SEIZE, INTERRUPT, ALL_THREADS = 0x4206, 0x4207, 0x40000000

pid, name = sys.argv[1:]
tasks = f"/proc/{pid}/task/"
thread = next(int(t) for t in os.listdir(tasks) if open(tasks + t + "/comm").read().strip() == name)
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
if libc.ptrace(SEIZE, thread, None, None) or libc.ptrace(INTERRUPT, thread, None, None):
    sys.exit(f"Not permitted: {os.strerror(ctypes.get_errno())}")
os.waitpid(thread, ALL_THREADS)
print("held", flush=True)
# Who is killed while held must be let go, or its process stays for ever.
while not select.select([sys.stdin], [], [], 0.1)[0]:
    if os.waitpid(thread, os.WNOHANG | ALL_THREADS)[0]:
        break
