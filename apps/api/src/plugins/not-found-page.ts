/** For files that do not exist, and for an installation without the web app. The app has its own pages. */
export const notFoundPage = `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nicht gefunden – Not found</title>
</head>
<body>
<main>
<h1>Diese Seite gibt es nicht</h1>
<p><a href="/">Zur Startseite</a></p>
<h2 lang="en">This page does not exist</h2>
<p lang="en"><a href="/">To the start page</a></p>
</main>
</body>
</html>
`;
