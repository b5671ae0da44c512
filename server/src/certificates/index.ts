/**
 * Certificates 参保证明 (S14, S24, S28, S35): paper.ts says what one holds, purely, from the ledger's lines; issue.ts keeps it under a
 * number with a hash and a random code; pdf.ts prints it with a QR; page.ts is what whoever is shown the paper sees when they check
 * it. The page says what the paper says and nothing else.
 */
export { findCertificate, forgetPaper, issueCertificate, verifyCertificate, type Verdict } from "./issue.ts";
export { certificatePdf } from "./pdf.ts";
export { verifyPage } from "./page.ts";
