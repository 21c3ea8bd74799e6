"""Lists a ZIP archive as an independent tool sees it: names, sizes, dates, CRC checks. Prints JSON."""
import hashlib
import json
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as archive:
    bad = archive.testzip()
    members = []
    for info in archive.infolist():
        digest = hashlib.sha256()
        with archive.open(info) as member:
            while piece := member.read(1 << 20):
                digest.update(piece)
        members.append(
            {
                "name": info.filename,
                "size": info.file_size,
                "sha256": digest.hexdigest(),
                "utf8": bool(info.flag_bits & 0x800),
                "stored": info.compress_type == zipfile.ZIP_STORED,
                "date": list(info.date_time),
            }
        )
print(json.dumps({"bad": bad, "members": members}))
