# alerts.py
import asyncio
import websockets
import smtplib
from email.mime.text import MIMEText

class AlertManager:
    def __init__(self, email_config):
        self.email_config = email_config
        
    async def monitor_alerts(self):
        uri = "ws://localhost:8766/ws"
        async with websockets.connect(uri) as ws:
            await ws.send(json.dumps({
                "type": "SUBSCRIBE", 
                "channels": ["system"]
            }))
            
            async for message in ws:
                data = json.loads(message)
                if data['type'] == 'system_alert':
                    await self.send_alert(data)
    
    async def send_alert(self, alert):
        if alert['level'] in ['error', 'critical']:
            await self.email_alert(alert)
    
    async def email_alert(self, alert):
        msg = MIMEText(f"ploTTY Alert: {alert['message']}")
        msg['Subject'] = f"ploTTY {alert['level'].upper()}: {alert['message']}"
        msg['From'] = self.email_config['from']
        msg['To'] = self.email_config['to']
        
        # Send email (implementation depends on SMTP server)
        # smtp.send_message(msg)

# Usage
alert_manager = AlertManager({
    'from': 'plotty@studio.com',
    'to': 'admin@studio.com'
})
asyncio.run(alert_manager.monitor_alerts())
