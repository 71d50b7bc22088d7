"""E-mail domains of Mockaroo: well-known web sites of about 2012 to 2014, written from general knowledge.

Mockaroo is a service, no package ships its lists; this one is not complete. Sites that also give mail
addresses to people (aol.com, mail.ru, …) are left out on purpose: real tables are full of them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from vocabulary_sources import Bundle

_DOMAINS = """
1688.com 1und1.de 360.cn 4shared.com 51.la a8.net abc.net.au about.com about.me aboutads.info
accuweather.com acquirethisname.com addthis.com addtoany.com adobe.com admin.ch alexa.com alibaba.com
altervista.org amazon.co.jp amazon.co.uk amazon.com amazon.de amazonaws.com ameblo.jp angelfire.com
answers.com apache.org apple.com archive.org army.mil arizona.edu arstechnica.com artisteer.com ask.com
auda.org.au baidu.com bandcamp.com barnesandnoble.com bbb.org bbc.co.uk behance.net berkeley.edu
biblegateway.com bigcartel.com biglobe.ne.jp bing.com bizjournals.com blinklist.com blog.com blogger.com
bloglines.com bloglovin.com blogs.com blogspot.com blogtalkradio.com bloomberg.com booking.com boston.com
bravesites.com businessinsider.com businessweek.com businesswire.com buzzfeed.com ca.gov cafepress.com
cam.ac.uk canalblog.com cargocollective.com cbc.ca cbslocal.com cbsnews.com cdbaby.com cdc.gov census.gov
chicagotribune.com china.com.cn chron.com chronoengine.com cisco.com clickbank.net cloudflare.com cmu.edu
cnbc.com cnet.com cnn.com cocolog-nifty.com columbia.edu com.com comsenz.com constantcontact.com
cornell.edu cpanel.net craigslist.org creativecommons.org csmonitor.com cyberchimps.com dagondesign.com
dailymail.co.uk dailymotion.com de.vu dedecms.com delicious.com deliciousdays.com dell.com desdev.cn
deviantart.com devhub.com digg.com diigo.com dion.ne.jp discovery.com discuz.net disqus.com dmoz.org
domainmarket.com dot.gov drupal.org dropbox.com dyndns.org e-recht24.de ebay.co.uk ebay.com economist.com
ed.gov edublogs.org eepurl.com ehow.com elegantthemes.com elpais.com engadget.com epa.gov etsy.com
europa.eu eventbrite.com examiner.com exblog.jp ezinearticles.com facebook.com fastcompany.com fc2.com
fda.gov feedburner.com flavors.me flickr.com forbes.com fotki.com foxnews.com freewebs.com friendfeed.com
ft.com furl.net g.co geocities.com geocities.jp github.com github.io gizmodo.com globo.com gmpg.org
gnu.org go.com godaddy.com goo.gl goo.ne.jp goodreads.com google.ca google.cn google.co.jp google.co.uk
google.com google.com.au google.com.br google.com.hk google.de google.es google.fr google.it google.nl
google.pl google.ru gov.uk gravatar.com guardian.co.uk hao123.com harvard.edu hatena.ne.jp hc360.com
hexun.com hhs.gov hibu.com histats.com home.pl homestead.com hostgator.com house.gov hp.com hubpages.com
hud.gov huffingtonpost.com hugedomains.com i2i.jp ibm.com icio.us ifeng.com ihg.com illinois.edu
imageshack.us imdb.com imgur.com independent.co.uk indiatimes.com indiegogo.com infoseek.co.jp inc.com
instagram.com intel.com intuit.com irs.gov is.gd issuu.com istockphoto.com itunes.apple.com jalbum.net
java.com jiathis.com jigsy.com jimdo.com joomla.org jugem.jp kickstarter.com last.fm latimes.com
linkedin.com list-manage.com livejournal.com liveinternet.ru loc.gov lulu.com macromedia.com mapquest.com
mapy.cz marketwatch.com marriott.com mashable.com mayoclinic.com mediafire.com meetup.com
merriam-webster.com microsoft.com miibeian.gov.cn miitbeian.gov.cn mit.edu mlb.com moonfruit.com
mozilla.com mozilla.org msu.edu mtv.com multiply.com myspace.com mysql.com narod.ru nasa.gov
nationalgeographic.com nature.com nba.com nbcnews.com netlog.com netvibes.com networkadvertising.org
networksolutions.com newsvine.com newyorker.com nhs.uk nih.gov ning.com noaa.gov npr.org nps.gov
nsw.gov.au nydailynews.com nymag.com nytimes.com nyu.edu oaic.gov.au oakley.com ocn.ne.jp
odnoklassniki.ru omniture.com opensource.org opera.com oracle.com over-blog.com ovh.net ow.ly ox.ac.uk
pagesperso-orange.fr paginegialle.it parallels.com patch.com paypal.com pbs.org pcworld.com pen.io
people.com.cn phoca.cz photobucket.com php.net phpbb.com pinterest.com plala.or.jp princeton.edu
printfriendly.com privacy.gov.au prlog.org prnewswire.com prweb.com psu.edu purevolume.com python.org
quantcast.com rakuten.co.jp reddit.com redcross.org reference.com reuters.com reverbnation.com
rollingstone.com sakura.ne.jp salon.com samsung.com sbwire.com sciencedaily.com sciencedirect.com
scientificamerican.com scribd.com seattletimes.com seesaa.net senate.gov sfgate.com shareasale.com
shinystat.com shop-pro.jp shutterfly.com si.edu simplemachines.org sitemeter.com skype.com skyrock.com
slashdot.org slate.com slideshare.net smh.com.au smugmug.com so-net.ne.jp sogou.com sohu.com
soundcloud.com soup.io sourceforge.net sphinn.com spiegel.de spotify.com springer.com squarespace.com
squidoo.com stanford.edu statcounter.com state.gov state.tx.us storify.com studiopress.com
stumbleupon.com sun.com surveymonkey.com symantec.com t.co tamu.edu taobao.com techcrunch.com
technorati.com ted.com telegraph.co.uk theatlantic.com theglobeandmail.com theguardian.com
themeforest.net thetimes.co.uk time.com timesonline.co.uk tiny.cc tinypic.com tinyurl.com tmall.com
toplist.cz topsy.com trellian.com tripadvisor.com tripod.com tumblr.com tuttocitta.it twitpic.com
twitter.com typepad.com ucla.edu ucoz.com ucoz.ru ucsd.edu uiuc.edu umich.edu umn.edu un.org unblog.fr
unc.edu unesco.org unicef.org upenn.edu usa.gov usatoday.com usda.gov usgs.gov usnews.com utexas.edu
va.gov vimeo.com vinaora.com virginia.edu vistaprint.com vk.com vkontakte.ru w3.org walmart.com
washington.edu washingtonpost.com weather.com webeden.co.uk weebly.com webmd.com webnode.com webs.com
weibo.com whitehouse.gov who.int wikia.com wikimedia.org wikipedia.org wikispaces.com wiley.com wired.com
wisc.edu wix.com woothemes.com wordpress.com wordpress.org wp.com wsj.com wufoo.com wunderground.com
xing.com xinhuanet.com xrea.com yale.edu yellowbook.com yellowpages.com yelp.com yolasite.com youku.com
youtu.be youtube.com zdnet.com zimbio.com
"""


def read(_place: Path) -> list[Bundle]:
    """One bundle with one list."""
    checksum = hashlib.sha256(_DOMAINS.encode()).hexdigest()
    bundle = Bundle("Mockaroo", "about 2014", "none: own writing", "mockaroo.py", checksum)
    bundle.add("all", "internet.email_domains", _DOMAINS.split())
    return [bundle]
