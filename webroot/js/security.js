/** The security page: what the box shows over HTTPS, and its authority to install. */

const part = (id) => document.getElementById(id);

function show(certificate) {
  part("state").textContent = certificate.own
    ? "HTTPS is on, with a certificate of the owner's."
    : "HTTPS is on, with a certificate by the box's own authority.";
  part("fingerprint").textContent = certificate.fingerprint;
  part("until").textContent = new Date(certificate.valid_until).toLocaleString();
  part("until").dateTime = certificate.valid_until;
  part("facts").hidden = false;
  if (certificate.ca_fingerprint) {
    part("ca").textContent = certificate.ca_fingerprint;
    part("authority").hidden = false;
  }
}

try {
  const answer = await fetch("api/v1/certificate", { headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (answer.ok) show(told);
  else part("state").textContent = told.detail ?? `The box answered ${answer.status}.`;
} catch {
  part("state").textContent = "The box does not answer. Is it switched on, and in this network?";
}
