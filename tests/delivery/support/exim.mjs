// A real mail server, Debian's Exim, on loopback: configured in a folder of its own, run without any rights, putting
// what it takes into a maildir. STARTTLS with a certificate of an authority made here, AUTH PLAIN only within.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import PostalMime from "postal-mime";
import { freePort, until } from "./wait.mjs";

const program = "/usr/sbin/exim4";
const nobody = 65534;
export const password = "s3cret, with blanks";

export function authority(folder) {
  const openssl = (...args) => {
    const ran = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
    if (ran.status !== 0) throw new Error(`openssl ${args[0]}: ${ran.stderr ?? ran.error}`);
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Authority of this test", "-days", "2");
  openssl("req", ...key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost");
  writeFileSync(path.join(folder, "names"), "subjectAltName=DNS:localhost\n");
  openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "server.pem");
  return { ca: path.join(folder, "ca.pem"), certificate: path.join(folder, "server.pem"), key: path.join(folder, "server.key") };
}

// Who is called gone does not exist, busy not now, and late turns out not to exist only after the mail was taken.
// Into open.test anybody may send; elsewhere who has logged in.
const configuration = (folder) => `
primary_hostname = mx.placet.test
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/pid
exim_user = ${process.getuid() || nobody}
exim_group = ${process.getuid() ? process.getgid() : nobody}
never_users =
deliver_drop_privilege = true
keep_environment =
local_interfaces = 127.0.0.1
smtp_accept_max = 100
smtp_accept_queue_per_connection = 0
host_lookup =
rfc1413_query_timeout = 0s
tls_advertise_hosts = *
tls_certificate = ${folder}/server.pem
tls_privatekey = ${folder}/server.key
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
acl_smtp_rcpt = rcpt
acl_smtp_data = accept
begin acl
rcpt:
  deny message = 5.1.1 no such mailbox
    local_parts = gone
  defer message = 4.2.0 not now
    local_parts = busy
  accept domains = open.test
  accept authenticated = *
  deny message = 5.7.1 log in first
begin routers
late:
  driver = redirect
  local_parts = late
  allow_fail
  data = :fail: 5.1.1 no such mailbox after all
all:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  create_directory
  envelope_to_add
  return_path_add
begin retry
* * F,1h,1m
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{placet}}{eq{$auth3}{${password}}}}}
  server_set_id = $auth2
`;

async function greets(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("data", (bytes) => (resolve(bytes.toString().startsWith("220")), socket.destroy()));
    socket.on("error", () => resolve(false));
    socket.on("close", () => resolve(false));
  });
}

export async function exim() {
  if (!existsSync(program)) throw new Error(`${program} is not there: ./check installs exim4-daemon-light`);
  const folder = mkdtempSync(path.join(tmpdir(), "placet-exim-"));
  const made = authority(folder);
  for (const name of ["spool", "log", "mail"]) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, "exim.conf"), configuration(folder));
  // Nothing here is done as root, not even by a mail server.
  const root = process.getuid() === 0;
  const as = root ? { uid: nobody, gid: nobody } : {};
  if (root) for (const name of [".", ...readdirSync(folder)]) chownSync(path.join(folder, name), nobody, nobody);
  writeFileSync(path.join(folder, "password"), password + "\n");
  let said = "";
  for (let attempt = 0; attempt < 5; ++attempt) {
    const port = await freePort();
    const server = spawn(program, ["-C", path.join(folder, "exim.conf"), "-bdf", "-oX", String(port), "-q1h"], { ...as, cwd: folder });
    server.stderr.on("data", (bytes) => (said += bytes));
    const ended = new Promise((resolve) => server.on("exit", resolve));
    const up = await until("the mail server greets", async () => server.exitCode !== null || (await greets(port)));
    if (up && server.exitCode === null) return running(folder, made, port, server, ended);
  }
  throw new Error(`the mail server does not start: ${said}`);
}

function running(folder, made, port, server, ended) {
  const box = path.join(folder, "mail", "new");
  const files = () => (existsSync(box) ? readdirSync(box).map((name) => path.join(box, name)) : []);
  return {
    port,
    ca: made.ca,
    passwordFile: path.join(folder, "password"),
    files,
    // Every message in the maildir, as somebody else's parser reads it; `header(name)` gives the first of that name.
    async messages() {
      return Promise.all(
        files().map(async (file) => {
          const raw = readFileSync(file);
          const mail = await PostalMime.parse(raw);
          const header = (name) => mail.headers.find((each) => each.key === name.toLowerCase())?.value;
          return { file, raw: raw.toString("latin1"), mail, header, to: header("Envelope-to"), from: header("Return-path") };
        }),
      );
    },
    async messagesTo(address, count = 1) {
      let found = [];
      await until(`${count} messages to ${address}`, async () => (found = (await this.messages()).filter((each) => each.to === address)).length >= count);
      return found;
    },
    log: () => readFileSync(path.join(folder, "log", "mainlog"), "utf8"),
    async close() {
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
