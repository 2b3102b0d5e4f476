"""A second implementation of mDNS (python-zeroconf), to be run in a network of a test's own.

neighbour.py watch                      says what is seen of _plotty._tcp, _http._tcp and _https._tcp
neighbour.py hold HOST ADDRESS NAME     has HOST.local and a service _plotty._tcp called NAME
neighbour.py search                     looks for devices by SSDP, once a second

Each line begins with the machine's clock in nanoseconds. A line on the input asks for the addresses of a host; "stop" ends it.
"""

import select
import socket
import sys
import threading
import time

from zeroconf import IPVersion, ServiceBrowser, ServiceInfo, Zeroconf
from zeroconf._dns import DNSQuestion
from zeroconf import DNSOutgoing

TYPES = ["_plotty._tcp.local.", "_http._tcp.local.", "_https._tcp.local."]
A, AAAA, IN, QUERY = 1, 28, 1, 0
saying = threading.Lock()


def say(*words):
    with saying:
        sys.stdout.write(" ".join([str(time.monotonic_ns()), *words]) + "\n")
        sys.stdout.flush()


class Watcher:
    def add_service(self, dns, kind, name):
        say("added", name)
        self.tell(dns, kind, name)

    def update_service(self, dns, kind, name):
        self.tell(dns, kind, name)

    def remove_service(self, dns, kind, name):
        say("removed", name)

    def tell(self, dns, kind, name):
        threading.Thread(target=self.look, args=(dns, kind, name), daemon=True).start()

    def look(self, dns, kind, name):
        info = ServiceInfo(kind, name)
        if info.request(dns, 1500):
            text = ";".join("%s=%s" % (k.decode(), (v or b"").decode()) for k, v in info.properties.items())
            say("text", "%s|%s|%d|%s|%s" % (name, info.server, info.port, ",".join(sorted(info.parsed_addresses(IPVersion.All))), text))


def resolve(dns, host):
    """Asks until there is an answer, for at most 3 s."""
    deadline = time.monotonic() + 3
    wanted = host.rstrip(".") + "."
    found = set()
    while time.monotonic() < deadline and len(found) < 2:
        question = DNSOutgoing(QUERY)
        for kind in (A, AAAA):
            question.add_question(DNSQuestion(wanted, kind, IN))
        dns.send(question)
        time.sleep(0.3)
        for kind in (A, AAAA):
            for record in dns.cache.get_all_by_details(wanted, kind, IN):
                if not record.is_expired(time.monotonic() * 1000):
                    family = socket.AF_INET if kind == A else socket.AF_INET6
                    found.add(socket.inet_ntop(family, record.address))
    say("resolved", host, ",".join(sorted(found)))


def heard(message):
    lines = message.decode("latin-1").split("\r\n")
    headers = dict((k.strip().upper(), v.strip()) for k, _, v in (line.partition(":") for line in lines[1:]))
    if lines[0].startswith("NOTIFY"):
        say("notify", headers["NTS"], headers["NT"])
    elif lines[0] == "HTTP/1.1 200 OK":
        say("answer", headers["ST"].lower(), headers["LOCATION"].lower(), headers["USN"].lower())


def search():
    group = "239.255.255.250"
    notices = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    notices.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    notices.bind((group, 1900))
    notices.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + socket.inet_aton("10.9.0.2"))
    questions = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    questions.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("10.9.0.2"))
    say("ready")
    while True:
        question = 'M-SEARCH * HTTP/1.1\r\nHOST: %s:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n' % group
        questions.sendto(question.encode(), (group, 1900))
        until = time.monotonic() + 1
        while time.monotonic() < until:
            for ready in select.select([notices, questions, sys.stdin], [], [], 0.2)[0]:
                if ready is sys.stdin:
                    return
                heard(ready.recv(4096))


if sys.argv[1] == "search":
    search()
    sys.exit(0)
dns = Zeroconf(ip_version=IPVersion.All)
if sys.argv[1] == "watch":
    ServiceBrowser(dns, TYPES, Watcher())
else:
    _, _, host, address, name = sys.argv
    info = ServiceInfo(
        TYPES[0], name + "." + TYPES[0], port=99, server=host + ".local.", addresses=[socket.inet_aton(address)])
    dns.register_service(info)
say("ready")
for line in sys.stdin:
    if line.strip() == "stop":
        break
    if line.strip():
        resolve(dns, line.strip())
dns.close()
