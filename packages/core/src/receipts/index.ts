export { checkReceiptNumber, checkReceiptText, type ReceiptCheck } from './check-receipt.ts';
export { issueReceipt } from './issue-receipt.ts';
export { type LoadedReceipt, loadReceipt, loadReceiptNumbers } from './load-receipt.ts';
export { currentReceiptKey, listReceiptKeys, type PublicReceiptKey } from './receipt-keys.ts';
export { receiptPdf } from './receipt-pdf.ts';
